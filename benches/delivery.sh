#!/usr/bin/env bash
# Delivery beside nginx's static files, both on this machine and in turns: pictures for many readers at once, and one large file. Both
# answer the same bytes; Placet asks who is asking, looks whether anything has changed, and counts what leaves; nginx does none of it and
# writes no log. Prints one table; ratios are what counts on a machine that does other things.
#   BENCH_SECONDS  how long each rate is measured (default 8)
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/server.sh
seconds=${BENCH_SECONDS:-8}
skip_without nginx wrk python3 curl
mkdir -p "$folder/www"

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
open(folder + "/busy.bmp", "wb").write(head + rows)
plain = bytearray(rows)
for at in range(2, len(plain), 3):
    plain[at] = plain[at - 1]
open(folder + "/plain.bmp", "wb").write(head + plain)
with open(folder + "/large.bin", "wb") as out:
    for _ in range(200):
        out.write(os.urandom(1 << 20))
PY

start_server
busy=$(upload "$folder/busy.bmp")
plain=$(upload "$folder/plain.bmp")
large=$(upload "$folder/large.bin")
settle
rendition() { echo "$url/api/v1/assets/$1/renditions/$2"; }
curl -sf -o "$folder/www/busy.jpg" -H "$auth" "$(rendition "$busy" thumbnail)"
curl -sf -o "$folder/www/plain.jpg" -H "$auth" "$(rendition "$plain" thumbnail)"
curl -sf -o "$folder/www/preview.jpg" -H "$auth" "$(rendition "$busy" preview)"
mv "$folder/large.bin" "$folder/www/large.bin"

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
beside=$!
until curl -sf -o /dev/null "http://127.0.0.1:$port/plain.jpg"; do sleep 0.1; done

rate() { wrk -t1 -c32 -d"${seconds}s" "$@" | awk '/Requests\/sec/ {r=$2} /Non-2xx/ {bad=$0} END {if (bad) print bad > "/dev/stderr"; print r}'; }
speed() { curl -s -o /dev/null -w '%{speed_download}\n' "$@" | awk '{printf "%.0f\n", $1 / 1e6}'; }
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
echo "| $(nproc) cores, load $(load) | nginx | Placet | ratio |"
echo "|---|---|---|---|"
measure "thumbnail, $(size "$folder/www/plain.jpg"), 32 readers" req/s rate "http://127.0.0.1:$port/plain.jpg" "$(rendition "$plain" thumbnail)"
measure "thumbnail, $(size "$folder/www/busy.jpg"), 32 readers" req/s rate "http://127.0.0.1:$port/busy.jpg" "$(rendition "$busy" thumbnail)"
measure "preview, $(size "$folder/www/preview.jpg"), 32 readers" req/s rate "http://127.0.0.1:$port/preview.jpg" "$(rendition "$busy" preview)"
rounds=$((rounds * 3)) # a single download is short
measure "200 MB download" MB/s speed "http://127.0.0.1:$port/large.bin" "$url/api/v1/assets/$large/original"
echo "Placet afterwards: $(memory VmHWM) MB at its largest, $(memory VmRSS) MB now"
