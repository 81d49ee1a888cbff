#!/usr/bin/env bash
# The Bitnami chart with tls.client and tls.quorum: init-certs makes stores of the certificates, by openssl and keytool of the image.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
. "$e2e/lib/bitnami-tls.sh"
set=my-zookeeper
use_namespace adopt-bitnami-tls
bitnami_certificates
old_manifest bitnami/tls
expect_bitnami_tls
