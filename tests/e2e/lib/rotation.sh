# Sourced: changes certificates of a running ensemble, and measures how soon its ports show them.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# sync_pods: makes the kubelets look at the pods now. By themselves they update a mounted Secret within about a minute.
sync_pods() { k annotate pods --all --overwrite "e2e/sync=$(now)" > /dev/null; }

# has SECTION FILE PATH: succeeds if PATH of every member has the certificates that FILE of the section's Secret has.
has() {
  local member
  for member in 0 1 2; do
    [ "$(inside "$set-$member" cat "$3" | content)" = "$(content < "$scratch/$(secret_of "$1")/$2")" ] || { echo "not in $set-$member"; return 1; }
  done
}

# content: prints the base64 of a PEM file.
content() { grep --invert-match '^-' | tr --delete '\n'; }

secret_of() { if [ "$1" = client ]; then echo "$client_tls"; else echo quorum-tls; fi; }

# wait_mounted FILE: waits until the pods have the new file of both Secrets, and notes when, in $mounted_at.
wait_mounted() {
  local section
  sync_pods
  for section in client quorum; do
    eventually 120 "the new $1 of $section in the pods" has "$section" "$1" "/etc/zookeeper/tls/$section/$1"
  done
  mounted_at=$(now)
}

# wait_trusted WHAT: waits until every ZooKeeper reads the CAs of both Secrets.
wait_trusted() {
  local section
  wait_mounted ca.crt
  for section in client quorum; do eventually 60 "the new CAs of $section" has "$section" ca.crt "$stores/$section-ca.pem"; done
  figure "$1, from the mounted files to ZooKeeper's" "$(since "$mounted_at") s"
}

# wait_served WHAT: waits until both ports of every member show the certificates of the Secrets.
wait_served() {
  local member
  wait_mounted tls.crt
  for member in 0 1 2; do
    eventually 60 "the new certificate on port $tls_port of $set-$member" equals "$(serial "$client_tls")" served "$set-$member" "$tls_port"
    eventually 60 "the new certificate on port 3888 of $set-$member" equals "$(serial quorum-tls)" served "$set-$member" 3888
  done
  figure "$1, from the mounted files to both ports of all members" "$(since "$mounted_at") s"
}

# rotate NUMBER FROM TO: new certificates of the CA FROM, then the CA TO: both in trust, certificates of TO, TO alone.
rotate() {
  certificates "$client_tls" good "clients-$2"
  certificates quorum-tls good "quorum-$2"
  wait_served "round $1, new certificates"

  trust "$client_tls" "clients-$2" "clients-$3"
  trust quorum-tls "quorum-$2" "quorum-$3"
  wait_trusted "round $1, both CAs in trust"
  eventually 30 "a client of the new CA, before any port shows it" says acknowledged try_certificate good "clients-$3"
  certificates "$client_tls" good "clients-$3" "clients-$2" "clients-$3"
  certificates quorum-tls good "quorum-$3" "quorum-$2" "quorum-$3"
  wait_served "round $1, certificates of the new CA"
  trust "$client_tls" "clients-$3"
  trust quorum-tls "quorum-$3"
  wait_trusted "round $1, the new CA alone"
}

# try_certificate CASE CA: connects with a certificate that members do not get; prints the answer.
try_certificate() {
  local directory=$scratch/try-$1-$2
  "$e2e/../tls/certificates.sh" "$1" "$directory" "$scratch/ca/$2"
  cp --force "$scratch/$client_tls/ca.crt" "$directory/ca.crt"
  tar --create --directory "$directory" --mode=a+r . | k exec --stdin writer -- sh -c "rm -rf /tmp/try; mkdir /tmp/try; tar --extract --directory /tmp/try"
  k exec writer -- writer try "$(with_tls "$connect")" --tls /tmp/try 2>&1
}
