#!/usr/bin/env bash
# Gives all visitors and tasks to the revision before the present one: bash api/deploy/roll-back.sh REGION
# Migrations only add, so the older one works with the schema as it is.
set -euo pipefail
region=${1:?the region, such as europe-west1}
for service in vitrine-api vitrine-worker; do
  revision=$(gcloud run revisions list --service "$service" --region "$region" \
    --filter 'status.conditions.type:Ready AND status.conditions.status:True' \
    --sort-by '~metadata.creationTimestamp' --limit 2 --format 'value(metadata.name)' | sed -n 2p)
  if [ -z "$revision" ]; then
    echo "$service has no revision to go back to" >&2
    exit 1
  fi
  gcloud run services update-traffic "$service" --region "$region" --to-revisions "$revision=100" --quiet
  echo "$service serves $revision again; 'gcloud run services update-traffic $service --region $region --to-latest' undoes it"
done
