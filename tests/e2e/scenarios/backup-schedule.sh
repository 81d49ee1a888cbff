#!/usr/bin/env bash
# Every member makes its own backups by the schedule while four clients write, and ZooKeeper is killed and paused. Then every backup is
# replayed against ZooKeeper's digests, and has every write that was acknowledged before its time.
#   E2E_BACKUPS (3)   backups of each member, with a fault before each but the first; with many, set E2E_TIMEOUT of run.sh
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace backup-schedule
component=backup
base_ensemble ZK_BACKUP_INTERVAL=1m ZK_BACKUP_LOG_INTERVAL=10s ZK_CFG_snapCount=1500
start_writers 4 "$(connect_string)"

# backups POD: prints the name of each backup that was replayed, and the time before which it has everything.
backups() { inside "$1" zkagent backup list | awk '/^20/ && / full / { print $1, $2 }'; }
made() { local member; for member in 0 1 2; do [ "$(backups "$set-$member" | wc -l)" -ge "$1" ] || return 1; done; }

# shellcheck disable=SC2016 # the pod's shell expands
signal_java() { inside "$1" sh -c 'for process in /proc/[0-9]*; do
    case $(readlink "$process/exe") in */java) kill -'"$2"' "${process#/proc/}" ;; esac; done'; }
leader() { local member; for member in 0 1 2; do if [[ $(inside "$set-$member" zkagent metrics) == *zk_server_state$'\t'leader* ]]; then echo "$set-$member"; return; fi; done; return 1; }

fault() {
  local leads follower
  leads=$(leader) || fail "no member leads"
  follower=$set-$(((${leads##*-} + 1) % 3))
  case $(($1 % 3)) in
    1) say "fault $1: kill -9 of the leader"; signal_java "$leads" KILL ;;
    2) say "fault $1: a follower is paused"; signal_java "$follower" STOP; sleep 10; signal_java "$follower" CONT ;;
    0) say "fault $1: kill -9 of a follower"; signal_java "$follower" KILL ;;
  esac
  all_ready 120
}

for number in $(seq "${E2E_BACKUPS:-3}"); do
  eventually 300 "$number backups of each member" made "$number"
  if [ "$number" -lt "${E2E_BACKUPS:-3}" ]; then fault "$number"; fi
done
for number in $(seq "$writers"); do k exec "writer-$number" -- cat /tmp/acknowledged; done > "$scratch/ledger"
check_writers "$(connect_string)"

count=0 digests=0 expected=0
for member in 0 1 2; do
  while read -r name before; do
    answer=$(inside "$set-$member" zkagent backup verify "$name" < /dev/null) || fail "$set-$member: $name is bad: $answer"
    if ! [[ $answer =~ ([0-9]+)\ of\ ([0-9]+)\ digests ]] || [ "${BASH_REMATCH[1]}" != "${BASH_REMATCH[2]}" ]; then fail "$set-$member: $name: $answer"; fi
    digests=$((digests + BASH_REMATCH[1]))
    inside "$set-$member" zkagent backup cat "$name" /acknowledged --at "0x${name##*-}" < /dev/null | sed -n 's|^/acknowledged/\([0-9-]*\)\t.*|\1|p' | sort > "$scratch/found"
    awk -v before="$(date -d "$before" +%s)" '$1 < before && $2 != "-" { print $3 }' "$scratch/ledger" | sort > "$scratch/expected"
    missing=$(comm -23 "$scratch/expected" "$scratch/found" | wc -l)
    [ "$missing" = 0 ] || fail "$set-$member: $name lacks $missing writes that were acknowledged before $before: $(comm -23 "$scratch/expected" "$scratch/found" | head -3)"
    count=$((count + 1)) expected=$((expected + $(wc -l < "$scratch/expected")))
  done < <(backups "$set-$member")
done
figure "scheduled backups, made and replayed" "$count"
figure "scheduled backups, digests equal" "$digests"
figure "scheduled backups, acknowledged writes looked for" "$expected"
figure "scheduled backups, of these missing" 0
report_writer "scheduled backups"
