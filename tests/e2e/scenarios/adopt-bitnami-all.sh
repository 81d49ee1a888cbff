#!/usr/bin/env bash
# The Bitnami chart with authentication, TLS, metrics and dataLogDir together.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
. "$e2e/lib/bitnami-tls.sh"
set=my-zookeeper
use_namespace adopt-bitnami-all
bitnami_certificates
k create secret generic "$client_users" --from-literal=app=pass-of-app > /dev/null
client+=(--user app --password-file /users/app)
old_manifest bitnami/all
expect_bitnami_tls
