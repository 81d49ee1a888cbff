#!/usr/bin/env bash
# All certificates change, and then the CAs, under a writing client, twice. No pod restarts and no connection ends. A broken update is kept
# out, and old certificates are refused.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
. "$e2e/lib/tls.sh"
. "$e2e/lib/rotation.sh"
use_namespace certificate-rotation
certificates "$client_tls" good clients-1
certificates quorum-tls good quorum-1
values=(--set tls.client.enabled=true --set "tls.client.existingSecret=$client_tls" --set tls.quorum.enabled=true --set tls.quorum.existingSecret=quorum-tls)
release install
start_writer "$(connect_string)" --tls /tls

rotate 1 1 2
rotate 2 2 3

old=$(serial quorum-tls)
certificates quorum-tls expired quorum-3
wait_mounted tls.crt
eventually 60 "a word about the expired certificate" says "expired" k logs --since=2m "$set-0"
figure "an expired certificate, from the mounted file to the sentence" "$(since "$mounted_at") s"
equals "$old" served "$set-0" 3888 || fail "$set-0 serves the expired certificate"
verdict "$set-0" > /dev/null || fail "$set-0 is not ready though it serves the certificate of before: $(reason "$set-0")"
certificates quorum-tls good quorum-3
wait_served "after the expired one, a new certificate"

expect_contains "the answer to a good certificate" "$(try_certificate good clients-3)" acknowledged
for other in "expired clients-3" "good clients-1" "good quorum-3"; do
  # shellcheck disable=SC2086 # each word is an argument
  if answer=$(try_certificate $other); then fail "a client is served with a certificate that is \"$other\": $answer"; fi
  say "refused: \"$other\": $answer"
done

[ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
check_writer
report_writer rotation
figure "rotation, disconnections" "$disconnections"
[ "$disconnections/$sessions" = 0/1 ] || fail "the client was disconnected $disconnections times, and needed $sessions sessions"
