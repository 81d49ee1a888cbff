# Sourced: time and waiting. No function waits for a fixed time. Each checks a condition until it holds or the time is over.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# now: prints milliseconds since the epoch.
now() { local micros=${EPOCHREALTIME/[.,]/}; echo $((micros / 1000)); }

# since START: prints the seconds since START, a value of `now`, with one decimal.
since() {
  local millis=$(($(now) - $1))
  printf '%d.%d\n' $((millis / 1000)) $((millis % 1000 / 100))
}

# eventually SECONDS WHAT COMMAND...: waits until COMMAND succeeds.
eventually() {
  local timeout=$1 what=$2 end=$((SECONDS + $1)) answer
  shift 2
  until answer=$("$@" 2>&1); do
    if [ "$SECONDS" -ge "$end" ]; then fail "$what: not within $timeout s; the last answer was"$'\n'"$answer"; fi
    sleep 0.5
  done
}

# says NEEDLE COMMAND...: succeeds if COMMAND succeeds and its output contains NEEDLE.
says() {
  local needle=$1 answer
  shift
  answer=$("$@" 2>&1) || { echo "$answer"; return 1; }
  [[ $answer == *"$needle"* ]] || { echo "$answer"; return 1; }
}

# equals WANTED COMMAND...: succeeds if COMMAND prints WANTED and nothing else.
equals() {
  local wanted=$1 answer
  shift
  answer=$("$@") || return 1
  [ "$answer" = "$wanted" ] || { echo "$answer"; return 1; }
}
