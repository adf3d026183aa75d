# What the benches of the running server share; to be sourced. Starts the release build on an empty folder of its own with default
# settings, signs in, and clears everything away at the end.
#   BENCH_BINARY   the program (default: the release build)
#   BENCH_FOLDER   where it keeps its data (default: a temporary folder)
#   BENCH_ROUNDS   how often each thing is measured, in turns; the best of each side counts (default 3)
placet=${BENCH_BINARY:-$(pwd)/${CARGO_TARGET_DIR:-target}/release/placet}
case $placet in /*) ;; *) placet=$(pwd)/$placet ;; esac
rounds=${BENCH_ROUNDS:-3}
photos=${BENCH_PHOTOS:-../shared/corpus/images/photos}

skip_without() { # the bench is left out, not failed, where a program is not installed
  local need
  for need in "$@"; do
    command -v "$need" >/dev/null || { echo "skipped: it needs $need"; exit 0; }
  done
  [ -x "$placet" ] || { echo "skipped: there is no $placet (cargo build --release -p server)"; exit 0; }
}

folder=$(mktemp -d ${BENCH_FOLDER:+-p "$BENCH_FOLDER"})
pid= beside=
clear_away() {
  local each
  for each in $pid $beside; do
    kill "$each" 2>/dev/null || true
    wait "$each" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap clear_away EXIT

start_server() { # sets $pid, $url and $auth
  mkdir -p "$folder/data"
  PLACET_DATA_DIR=$folder/data PLACET_LISTEN=127.0.0.1:0 PLACET_ADMIN_EMAIL=bench@placet.test \
    PLACET_ADMIN_PASSWORD='a long enough word' "$placet" serve >"$folder/out" 2>"$folder/log" &
  pid=$!
  until grep -q 'listens on' "$folder/out"; do
    kill -0 "$pid" || { cat "$folder/out" "$folder/log"; exit 1; }
    sleep 0.05
  done
  url=$(sed -n 's/.*listens on \(http[^ ]*\).*/\1/p' "$folder/out" | head -1)
  auth="Authorization: Bearer $(curl -sf "$url/api/v1/sessions" -H 'Content-Type: application/json' \
    -d '{"email":"bench@placet.test","password":"a long enough word"}' | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')"
}

settle() { # until no job is due and the search knows everything
  until curl -sf "$url/metrics" | awk '
    /^placet_jobs\{state="(waiting|running)"\}/ || /^placet_index_lag_events / {left += $2; seen++}
    END {exit !(seen >= 3 && left == 0)}'; do
    sleep 0.1
  done
}

upload() { # FILE: the asset's id
  curl -sf "$url/api/v1/assets" -H "$auth" -F "file=@$1" | python3 -c 'import json,sys; print(json.load(sys.stdin)["asset"]["id"])'
}

memory() { awk -v what="$1" '$1 == what":" {printf "%.0f", $2 / 1000}' "/proc/$pid/status"; } # VmHWM or VmRSS in MB
spent() { # CPU seconds of the server and of the children it has waited for
  awk -v tick="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / tick}' "/proc/$pid/stat"
}
best() { sort -g | tail -1; }
load() { cut -d' ' -f1 /proc/loadavg; }
