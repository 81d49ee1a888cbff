# Sourced: Secrets with certificates, and clients that are not ours: zkCli.sh of the image, and openssl.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

tls_port=2281
# Where members have their stores, and the certificate that zkCli.sh shows: every member's is for clients as well.
stores=/run/zkagent/tls

# certificates SECRET CASE CA [TRUST...]: makes certificates that the CA of this name signs, in $scratch/SECRET, and stores them in the
# Secret. TRUST: the names of the CAs in ca.crt; without it, only CA.
certificates() {
  local directory=$scratch/$1 names
  names="DNS:localhost,DNS:$set,DNS:*.$set-headless.$namespace.svc.cluster.local"
  rm -rf "$directory"
  "$e2e/../tls/certificates.sh" "$2" "$directory" "$scratch/ca/$3" "$names"
  if [ $# -gt 3 ]; then trust "$1" "${@:4}"; else store "$1"; fi
}

# trust SECRET CA...: replaces the CAs in the Secret. A CA that is not there yet is made.
trust() {
  local directory=$scratch/$1 authority
  rm -f "$directory/ca.crt"
  for authority in "${@:2}"; do
    "$e2e/../tls/certificates.sh" good "$scratch/unused" "$scratch/ca/$authority"
    cat "$scratch/ca/$authority/ca.crt" >> "$directory/ca.crt"
  done
  store "$1"
}

store() { k create secret generic "$1" --from-file="$scratch/$1" --dry-run=client --output=yaml | k apply --filename - > /dev/null; }

# serial SECRET: prints the serial number of its certificate.
serial() { openssl x509 -noout -serial -in "$scratch/$1/tls.crt"; }

# served POD PORT: prints the serial number of the certificate that the port shows. The writer's pod asks.
served() {
  k exec writer -- sh -c "openssl s_client -connect $(name_of "$1"):$2 < /dev/null 2> /dev/null | openssl x509 -noout -serial"
}

# with_tls CONNECT: prints the connect string with the port for TLS.
with_tls() { echo "${1//:2181/:$tls_port}"; }

# zkcli_tls POD COMMAND...: zkCli.sh of the image, through the port for TLS.
zkcli_tls() { zkcli "$1" "$(name_of "$1"):$tls_port" "-Dzookeeper.client.secure=true -Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty \
  -Dzookeeper.ssl.keyStore.location=$stores/client.pem -Dzookeeper.ssl.trustStore.location=$stores/client-ca.pem" "${@:2}"; }

# zkcli POD ADDRESS JVMFLAGS COMMAND...
zkcli() { inside "$1" env CLIENT_JVMFLAGS="$3" zkCli.sh -server "$2" "${@:4}" 2>&1; }

# expect_tls PORT SECRET: every member shows the Secret's certificate on the port, and the port negotiates TLS 1.2 and 1.3 with the
# writer's certificate.
expect_tls() {
  local member version
  for member in 0 1 2; do
    equals "$(serial "$2")" served "$set-$member" "$1" || fail "port $1 of $set-$member shows another certificate: $(served "$set-$member" "$1")"
  done
  for version in tls1_2 tls1_3; do
    k exec writer -- sh -c "openssl s_client -$version -cert /tls/tls.crt -key /tls/tls.key -connect $(name_of "$set-0"):$1 < /dev/null 2>&1" | grep '^New, TLSv1' > /dev/null || fail "port $1 of $set-0 does not negotiate $version"
  done
}
