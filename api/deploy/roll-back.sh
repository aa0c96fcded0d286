#!/usr/bin/env bash
# Gives all visitors and tasks to an earlier image, API and worker alike: bash api/deploy/roll-back.sh REGION [IMAGE]
# Without one, to that before the image that the API serves now. Migrations only add, so it works with the schema as it is.
set -euo pipefail
region=${1:?the region, such as europe-west1}
image=${2:-}
source "$(dirname "$0")/revisions.sh"

if [ -z "$image" ]; then
  now=$(serving vitrine-api)
  known=$(revisions vitrine-api)
  image=$(awk -v now="$now" '$1 == now { present = $2 } present != "" && $2 != present { print $2; exit }' <<<"$known")
  [ -n "$image" ] || { echo "there is no image before that of $now" >&2; exit 1; }
fi
# Both are found before either is touched.
for service in vitrine-api vitrine-worker; do
  known=$(revisions "$service")
  revision=$(awk -v image="$image" '$2 == image { print $1; exit }' <<<"$known")
  [ -n "$revision" ] || { echo "$service has no revision of $image" >&2; exit 1; }
  targets+=("$service $revision")
done
for target in "${targets[@]}"; do
  read -r service revision <<<"$target"
  serve "$service" "$revision"
done
echo "API and worker serve $image again; 'gcloud run services update-traffic SERVICE --region $region --to-latest' undoes it"
