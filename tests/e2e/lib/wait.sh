# Sourced: time and waiting. Nothing in here sleeps for a fixed time and hopes: a condition is looked at until it holds or its time is over.
# shellcheck shell=bash disable=SC2154,SC2034 # words of one library are used by another, and by scenarios

# now: milliseconds since some moment.
now() { local micros=${EPOCHREALTIME/[.,]/}; echo $((micros / 1000)); }

# since START: seconds with one decimal since START, a value of `now`.
since() {
  local millis=$(($(now) - $1))
  printf '%d.%d\n' $((millis / 1000)) $((millis % 1000 / 100))
}

# eventually SECONDS WHAT COMMAND...: waits until COMMAND succeeds.
eventually() {
  local patience=$1 what=$2 end=$((SECONDS + $1)) answer
  shift 2
  until answer=$("$@" 2>&1); do
    if [ "$SECONDS" -ge "$end" ]; then fail "$what: not within $patience s; the last answer was"$'\n'"$answer"; fi
    sleep 0.5
  done
}

# says NEEDLE COMMAND...: COMMAND succeeds and prints NEEDLE.
says() {
  local needle=$1 answer
  shift
  answer=$("$@" 2>&1) || { echo "$answer"; return 1; }
  [[ $answer == *"$needle"* ]] || { echo "$answer"; return 1; }
}

# equals WANTED COMMAND...: COMMAND prints just WANTED.
equals() {
  local wanted=$1 answer
  shift
  answer=$("$@") || return 1
  [ "$answer" = "$wanted" ] || { echo "$answer"; return 1; }
}
