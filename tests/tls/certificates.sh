#!/usr/bin/env bash
# certificates.sh CASE DIRECTORY CA [NAMES]: writes tls.crt, tls.key and ca.crt to DIRECTORY, as a Secret of cert-manager has them.
#   CASE       a word of `cases` below: what is right or wrong with the files
#   CA         the directory of the CA that signs; made if it is missing
#   NAMES      the subject alternative names, as openssl writes them
# Container tests and end-to-end scenarios use it. Nothing that it makes is ever kept in the repository.
set -euo pipefail
umask 077

case=$1 directory=$2 ca=$3
names=${4:-DNS:*.zk-hs.test.svc.cluster.local,DNS:localhost}
password=changeit

# For the user of the command only: openssl writes progress to standard error.
quietly() {
  local said
  said=$("$@" 2>&1) || { printf 'cannot make the case "%s": %s ended with\n%s\n' "$case" "$1 $2" "$said" >&2; exit 1; }
}

new_key() { quietly openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

# authority DIRECTORY: makes the directory of a CA that signs itself: ca.crt, ca.key, and what `openssl ca` needs.
authority() {
  if [ -f "$1/ca.crt" ]; then return; fi
  mkdir -p "$1"
  new_key "$1/ca.key"
  quietly openssl req -x509 -new -key "$1/ca.key" -days 30 -subj "/CN=test CA $RANDOM$RANDOM" -out "$1/ca.crt" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}

# sign DIRECTORY REQUEST CERTIFICATE EXTENSIONS FROM TO: the CA of DIRECTORY signs. FROM and TO are texts for `date`.
# `openssl ca` sets both dates; `openssl x509` of Debian 12 sets only the end.
sign() {
  local work
  work=$(mktemp -d)
  : > "$work/index"
  cat > "$work/config" << CONFIG
[ca]
default_ca = own
[own]
database = $work/index
new_certs_dir = $work
private_key = $1/ca.key
certificate = $1/ca.crt
default_md = sha256
rand_serial = yes
unique_subject = no
policy = any
[any]
commonName = supplied
[extensions]
$4
CONFIG
  quietly openssl ca -batch -notext -config "$work/config" -extensions extensions -in "$2" -out "$3" \
    -startdate "$(date --utc --date "$5" +%Y%m%d%H%M%SZ)" -enddate "$(date --utc --date "$6" +%Y%m%d%H%M%SZ)"
  rm -r "$work"
}

# leaf CA USAGES FROM TO: makes tls.key and tls.crt.
leaf() {
  [ -f tls.key ] || new_key tls.key
  quietly openssl req -new -key tls.key -subj "/CN=zookeeper" -out request
  sign "$1" request tls.crt "subjectAltName = $names"$'\n'"extendedKeyUsage = $2" "$3" "$4"
  rm request
}

good() { leaf "${1:-$ca}" serverAuth,clientAuth '-1 hour' '+20 days'; }

# intermediate: makes a CA below the first one, in chain/.
intermediate() {
  mkdir -p chain
  new_key chain/ca.key
  quietly openssl req -new -key chain/ca.key -subj "/CN=test intermediate CA" -out chain/request
  sign "$ca" chain/request chain/ca.crt $'basicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign' '-1 hour' '+20 days'
}

rsa() { quietly openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out tls.key; }

# rewrite COMMAND...: replaces tls.key by what the command writes to its standard output.
rewrite() { "$@" > new.key 2> /dev/null && mv new.key tls.key; }

mkdir -p "$directory"
authority "$ca"
ca=$(cd "$ca" && pwd)
cd "$directory"
rm -rf tls.crt tls.key ca.crt password chain
cp "$ca/ca.crt" ca.crt

cases() {
  case $case in
    # What works
    good) good ;;
    rsa) rsa; good ;;
    pkcs1) rsa; good; rewrite openssl rsa -traditional -in tls.key ;;
    sec1) good; rewrite openssl ec -in tls.key ;;
    encrypted) good; rewrite openssl pkcs8 -topk8 -v2 aes-256-cbc -passout "pass:$password" -in tls.key; printf '%s\n' "$password" > password ;;
    chain) intermediate; good chain; cat chain/ca.crt >> tls.crt ;;
    chain-reversed) intermediate; good chain; cat chain/ca.crt tls.crt > both; mv both tls.crt ;;
    ends-soon) leaf "$ca" serverAuth,clientAuth '-1 hour' '+3 days' ;;
    # What does not
    expired) leaf "$ca" serverAuth,clientAuth '-2 days' '-1 hour' ;;
    not-yet-valid) leaf "$ca" serverAuth,clientAuth '+2 days' '+20 days' ;;
    other-ca) authority other; good other; rm -r other ;;
    server-only) leaf "$ca" serverAuth '-1 hour' '+20 days' ;;
    client-only) leaf "$ca" clientAuth '-1 hour' '+20 days' ;;
    other-key) good; new_key tls.key ;;
    ed25519) quietly openssl genpkey -algorithm ED25519 -out tls.key; good ;;
    encrypted-without-password) good; rewrite openssl pkcs8 -topk8 -v2 aes-256-cbc -passout "pass:$password" -in tls.key ;;
    wrong-password) good; rewrite openssl pkcs8 -topk8 -v2 aes-256-cbc -passout "pass:$password" -in tls.key; printf 'other\n' > password ;;
    chain-without-intermediate) intermediate; good chain ;;
    no-certificate) good; rm tls.crt ;;
    no-key) good; rm tls.key ;;
    no-ca) good; rm ca.crt ;;
    empty-certificate) good; : > tls.crt ;;
    empty-key) good; : > tls.key ;;
    empty-ca) good; : > ca.crt ;;
    truncated-certificate) good; truncate --size=$(($(stat --format=%s tls.crt) / 2)) tls.crt ;;
    truncated-key) good; truncate --size=$(($(stat --format=%s tls.key) / 2)) tls.key ;;
    directory) good; rm tls.key; mkdir tls.key ;;
    unreadable) good ;;
    *) echo "cannot make the case \"$case\": expected one of the words in $0" >&2; exit 64 ;;
  esac
}
cases
rm -rf chain
# The modes of a Secret in a pod: the owner is root, and the group is the pod's.
find . -type f -exec chmod 0440 {} +
find . -type d -exec chmod 0750 {} +
# The default of a Secret's mode in a pod without an fsGroup
if [ "$case" = unreadable ]; then chmod 0400 tls.key; fi
