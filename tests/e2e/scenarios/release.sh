#!/usr/bin/env bash
# The chart of a release is installed from the registry that it was pushed to, without a value for the image, and the cluster pulls it.
# needs: E2E_RELEASE
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
use_namespace release
# As docker/release.sh got it: REGISTRY/REPOSITORY. Set E2E_RELEASE_OPTIONS=--plain-http for a registry without TLS.
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$e2e/../../Directory.Build.props")
# The end of the scenario wipes volumes with a pod of this image. The nodes may have no other one.
E2E_IMAGE=$E2E_RELEASE:$version
start=$(now)
# shellcheck disable=SC2086 # options are words
helm --namespace "$namespace" install zk "oci://$E2E_RELEASE/charts/zookeeper" --version "$version" ${E2E_RELEASE_OPTIONS:-} \
  --wait --timeout 300s > /dev/null || fail "helm install"
rolled_out 300
figure "helm install from the registry, images pulled" "$(since "$start") s"

equals "$E2E_IMAGE" field "pod/$set-0" '{.spec.containers[0].image}' || fail "the pod's image is not $E2E_IMAGE"
expect_contains "zkagent --version" "$(inside "$set-0" zkagent --version)" "zkagent $version "
expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" leader
helm --namespace "$namespace" test zk --timeout 120s > /dev/null || fail "helm test"
start_writer "$(connect_string)"
check_writer
report_writer "a release from the registry"
