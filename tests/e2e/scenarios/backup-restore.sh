#!/usr/bin/env bash
# All three volumes are replaced by empty ones, and a backup that was streamed out of the cluster founds the ensemble again, while a client
# tries to write all the time: docs/restore.md. Every write that was acknowledged before the backup is there, and the client goes on by itself.
#   E2E_MEGABYTES (20)   the size of the tree
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace backup-restore
component=backup
base_ensemble
connect=$(connect_string)
start_writer "$connect"
k exec --stdin writer -- python3 - "$connect" "${E2E_MEGABYTES:-20}" <<'PYTHON' || fail "the tree was not filled"
import os, sys
from kazoo.client import KazooClient
client = KazooClient(hosts=sys.argv[1])
client.start()
client.ensure_path("/filled")
for batch in range(int(sys.argv[2])):
    for answer in [client.create_async(f"/filled/{batch}-{n}", os.urandom(10_000)) for n in range(100)]:
        answer.get(timeout=60)
client.stop()
PYTHON
check_writer
before=$acknowledged
writer=live
start_writer "$connect"

start=$(now)
inside "$set-1" zkagent backup --to - > "$scratch/backup.tar" 2> "$scratch/said" || fail "no backup: $(tail -n 3 "$scratch/said")"
figure "a backup streamed out of the cluster" "$(since "$start") s, $(stat -c %s "$scratch/backup.tar") bytes"
for member in 0 1 2; do k exec --stdin "$set-$member" -- sh -c 'cat > /backup/kept.tar' < "$scratch/backup.tar"; done
expect_contains "the verification" "$(inside "$set-2" zkagent backup verify /backup/kept.tar)" "digests"

k scale "statefulset/$set" --replicas=0 > /dev/null
k wait "pod/$set-0" "pod/$set-1" "pod/$set-2" --for=delete --timeout=120s > /dev/null 2>&1 || true
k delete persistentvolumeclaim "data-$set-0" "data-$set-1" "data-$set-2" > /dev/null
k set env "statefulset/$set" ZK_RESTORE=/backup/kept.tar > /dev/null
start=$(now)
k scale "statefulset/$set" --replicas=3 > /dev/null
any_ready() { [ -n "$(field "statefulset/$set" '{.status.readyReplicas}')" ]; }
eventually 180 "a member that is ready" any_ready
first=$(now)
count=$(k exec live -- writer progress)
writes_again() { [ "$(k exec live -- writer progress)" != "$count" ]; }
eventually 60 "a write of the client that lived through the restore" writes_again
figure "a restore, from the first ready member to the next write of the same client" "$(since "$first") s"
all_ready 180
figure "a restore into three fresh pods, to all ready" "$(since "$start") s"
expect_contains "the log of $set-0" "$(k logs "$set-0")" "this volume is now one of ensemble"

writer=live
end_writer
figure "a restore, writes of the client that were acknowledged after the backup and are gone with the old volumes" "$lost of $acknowledged"
writer=writer
answer=$(k exec writer -- writer check "$connect") || fail "cannot read back: $answer"
read -r acknowledged lost _ <<< "$answer"
[ "$acknowledged" = "$before" ] && [ "$lost" = 0 ] || fail "$lost of $before writes that were acknowledged before the backup are lost"
figure "a restore, writes acknowledged before the backup" "$acknowledged"
figure "a restore, of these missing" "$lost"
