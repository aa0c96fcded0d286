#!/usr/bin/env bash
# Brings an image to worker and API: bash api/deploy/roll-out.sh REGION IMAGE
# A revision gets visitors and tasks only once it has said that it is ready. Where any step fails, both services serve
# again what they served before.
set -euo pipefail
region=${1:?the region, such as europe-west1}
image=${2:?the image, such as europe-west1-docker.pkg.dev/my-project/vitrine/vitrine:1}
source "$(dirname "$0")/revisions.sh"

# Asked first: not knowing where to go back to is a reason not to begin.
worker=$(serving vitrine-worker)
api=$(serving vitrine-api)

put_back() {
  code=$?
  [ "$code" = 0 ] && return
  echo "taking back what was deployed" >&2
  serve vitrine-api "$api" || true
  serve vitrine-worker "$worker" || true
  exit 1
}
trap put_back EXIT

# The worker first: what the new API enqueues, it knows how to do.
for service in vitrine-worker vitrine-api; do
  # Fails unless the revision passes its startup probe.
  gcloud run deploy "$service" --region "$region" --image "$image" --no-traffic --quiet
  gcloud run services update-traffic "$service" --region "$region" --to-latest --quiet
done

# The last look, from outside. Not at /readyz: Cloud Run keeps addresses that end in z to itself.
url=$(gcloud run services describe vitrine-api --region "$region" --format 'value(status.url)')
curl --fail --silent --show-error --output /dev/null --retry "${LOOKS:-5}" --retry-all-errors --max-time 10 "$url/openapi.json"
echo "$image serves at $url"
