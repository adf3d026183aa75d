#!/usr/bin/env bash
# Delivery beside nginx's static files, both on this machine and in turns: a thumbnail from many readers, and one large file. Both answer
# the same bytes; Placet asks who is asking and counts what leaves, nginx does neither. Needs nginx, wrk (Debian: apt-get install
# nginx-light wrk), python3 and curl. Prints one table; ratios are what counts on a machine that does other things.
set -euo pipefail
cd "$(dirname "$0")/.."
placet=${BENCH_BINARY:-$(pwd)/${CARGO_TARGET_DIR:-target}/release/placet}
seconds=${BENCH_SECONDS:-8}
rounds=${BENCH_ROUNDS:-3}
for need in nginx wrk python3 curl; do command -v "$need" >/dev/null || { echo "needs $need"; exit 1; }; done
folder=$(mktemp -d)
trap 'kill "${pid:-0}" "${web:-0}" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir -p "$folder/www" "$folder/data"

python3 - "$folder" <<'PY'
import math, os, struct, sys
folder = sys.argv[1]
width, height = 1600, 1200
rows = bytearray()
for y in range(height):
    for x in range(width):
        rows += bytes((int(127 + 120 * math.sin(x / 90 + y / 70)), int(127 + 120 * math.cos(x / 50)), (x * y >> 8) & 255))
size = 54 + len(rows)
head = b"BM" + struct.pack("<IIIIiiHHIIiiII", size, 0, 54, 40, width, height, 1, 24, 0, len(rows), 2835, 2835, 0, 0)
open(folder + "/photo.bmp", "wb").write(head + rows)
with open(folder + "/large.bin", "wb") as out:
    for _ in range(200):
        out.write(os.urandom(1 << 20))
PY

PLACET_DATA_DIR=$folder/data PLACET_LISTEN=127.0.0.1:0 PLACET_ADMIN_EMAIL=bench@placet.test PLACET_ADMIN_PASSWORD='a long enough word' \
  RUST_LOG=error "$placet" serve >"$folder/out" 2>&1 &
pid=$!
until grep -q 'listens on' "$folder/out"; do kill -0 "$pid" || { cat "$folder/out"; exit 1; }; sleep 0.05; done
url=$(sed -n 's/.*listens on \(http[^ ]*\).*/\1/p' "$folder/out" | head -1)
token=$(curl -sf "$url/api/v1/sessions" -H 'Content-Type: application/json' -d '{"email":"bench@placet.test","password":"a long enough word"}' |
  sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
auth="Authorization: Bearer $token"
upload() { curl -sf "$url/api/v1/assets" -H "$auth" -F "file=@$1" | python3 -c 'import json,sys; print(json.load(sys.stdin)["asset"]["id"])'; }
photo=$(upload "$folder/photo.bmp")
large=$(upload "$folder/large.bin")
thumb="$url/api/v1/assets/$photo/renditions/thumbnail"
until curl -sf -o "$folder/www/thumb.jpg" -H "$auth" "$thumb"; do sleep 0.2; done
preview="$url/api/v1/assets/$photo/renditions/preview"
curl -sf -o "$folder/www/preview.jpg" -H "$auth" "$preview"
cp "$folder/large.bin" "$folder/www/large.bin"

port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
cat >"$folder/nginx.conf" <<CONF
worker_processes auto; pid $folder/nginx.pid; error_log $folder/nginx.log; daemon off;
events { worker_connections 512; }
http { access_log off; sendfile on; tcp_nopush on; types { image/jpeg jpg; } keepalive_requests 10000000;
  client_body_temp_path $folder/a; proxy_temp_path $folder/b; fastcgi_temp_path $folder/c; uwsgi_temp_path $folder/d; scgi_temp_path $folder/e;
  open_file_cache max=1000; server { listen 127.0.0.1:$port; root $folder/www; } }
CONF
chmod 755 "$folder" "$folder/www"
nginx -c "$folder/nginx.conf" &
web=$!
until curl -sf -o /dev/null "http://127.0.0.1:$port/thumb.jpg"; do sleep 0.1; done

rate() { wrk -t1 -c32 -d"${seconds}s" "$@" | awk '/Requests\/sec/ {r=$2} /Non-2xx/ {bad=$0} END {if (bad) print bad > "/dev/stderr"; print r}'; }
speed() { curl -s -o /dev/null -w '%{speed_download}\n' "$@" | awk '{printf "%.0f\n", $1 / 1e6}'; }
best() { sort -g | tail -1; }
row() { awk -v name="$1" -v unit="$2" -v a="$3" -v b="$4" 'BEGIN {printf "| %s | %s %s | %s %s | %.2f |\n", name, a, unit, b, unit, b / a}'; }

measure() { # name unit command nginx-url placet-url: the best of some rounds, in turns
  local a=() b=()
  for _ in $(seq "$rounds"); do
    a+=("$("$3" "$4")")
    b+=("$("$3" -H "$auth" "$5")")
  done
  row "$1" "$2" "$(printf '%s\n' "${a[@]}" | best)" "$(printf '%s\n' "${b[@]}" | best)"
}
size() { stat -c %s "$1" | awk '{printf "%.0f kB", $1 / 1000}'; }
echo "| $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) | nginx | Placet | ratio |"
echo "|---|---|---|---|"
measure "thumbnail, $(size "$folder/www/thumb.jpg")" req/s rate "http://127.0.0.1:$port/thumb.jpg" "$thumb"
measure "preview, $(size "$folder/www/preview.jpg")" req/s rate "http://127.0.0.1:$port/preview.jpg" "$preview"
measure "200 MB download" MB/s speed "http://127.0.0.1:$port/large.bin" "$url/api/v1/assets/$large/original"
echo "Placet afterwards: $(awk '/VmHWM/ {printf "%.0f MB", $2 / 1000}' "/proc/$pid/status") at its largest"
