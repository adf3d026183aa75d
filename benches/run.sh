#!/usr/bin/env bash
# Measures the release build: start on the demo data, memory when idle, a verdict, the rights search. Prints one table.
# Figures are of this machine; compare runs on the same machine only. Append what matters to benches/RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
placet=${BENCH_BINARY:-$(pwd)/${CARGO_TARGET_DIR:-target}/release/placet}
for need in curl bc; do command -v "$need" >/dev/null || { echo "skipped: it needs $need"; exit 0; }; done
data=$(mktemp -d)
trap 'kill "${pid:-0}" 2>/dev/null || true; rm -rf "$data"' EXIT

start() { # seconds until it listens, in $took
  local before after
  before=$(date +%s.%N)
  PLACET_DATA_DIR=$data PLACET_LISTEN=127.0.0.1:0 PLACET_DEMO=1 RUST_LOG=error "$placet" serve >"$data/out" &
  pid=$!
  until grep -q 'listens on' "$data/out" 2>/dev/null; do
    kill -0 "$pid" || { cat "$data/out"; exit 1; }
    sleep 0.01
  done
  after=$(date +%s.%N)
  took=$(echo "$after - $before" | bc)
  url=$(sed -n 's/.*listens on \(http[^ ]*\).*/\1/p' "$data/out")
}

stop() { kill -TERM "$pid"; wait "$pid" || true; }

start; echo "first start, loading the demo   ${took} s"; stop
start; echo "start on the demo data          ${took} s"
sleep 5
echo "resident when idle              $(awk '/VmRSS/ {printf "%.0f MB", $2 / 1000}' "/proc/$pid/status")"

email=$(sed -n 's/^ *rights_manager *\([^ ]*\) .*/\1/p' "$data/out")
token=$(curl -s "$url/api/v1/sessions" -H 'Content-Type: application/json' -d "{\"email\":\"$email\",\"password\":\"placet-demo\"}" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
asset=$(curl -s "$url/api/v1/search?q=winter&limit=1" -H "Authorization: Bearer $token" | sed -n 's/.*"asset_id":"\([^"]*\)".*/\1/p')
from=$(date -d '+9 days' +%F); until=$(date -d '+70 days' +%F)

median() { sort -n | awk '{v[NR]=$1} END {printf "%.2f ms (median of %d), %.2f ms (95 of 100)", v[int((NR+1)/2)]*1000, NR, v[int(NR*0.95)]*1000}'; }
for _ in $(seq 200); do
  curl -s -o /dev/null -w '%{time_total}\n' "$url/api/v1/verdicts" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -d "{\"asset\":\"$asset\",\"channels\":[\"social.organic.instagram\"],\"territories\":[\"DE\"],\"start\":\"$from\",\"end\":\"$until\"}"
done | median | sed 's/^/a verdict over HTTP, kept          /'; echo
for _ in $(seq 200); do
  curl -s -o /dev/null -w '%{time_total}\n' "$url/api/v1/search?cleared.channel=social.organic.instagram&cleared.territory=DE&cleared.from=$from&cleared.until=$until&limit=50" -H "Authorization: Bearer $token"
done | median | sed 's/^/the rights search over HTTP        /'; echo
stop
