# shellcheck shell=bash disable=SC2154
# What roll-out.sh and roll-back.sh know of revisions; `region` is theirs.

# The revision that has the visitors, or most of them.
serving() {
  gcloud run services describe "$1" --region "$region" --flatten 'status.traffic[]' \
    --format 'value(status.traffic.percent,status.traffic.revisionName)' | sort -rn | awk 'NR == 1 { print $2 }' |
    grep . || { echo "$1 serves nothing yet; api/deploy/README.md says how it is first deployed" >&2; return 1; }
}

serve() {
  gcloud run services update-traffic "$1" --region "$region" --to-revisions "$2=100" --quiet
}

# Those that could serve, the newest first: name and image.
revisions() {
  gcloud run revisions list --service "$1" --region "$region" --sort-by '~metadata.creationTimestamp' \
    --filter 'status.conditions.type:Ready AND status.conditions.status:True' \
    --format 'value(metadata.name,spec.containers[0].image)'
}
