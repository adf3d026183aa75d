#!/usr/bin/env bash
# Upload beside writing the same file to the same disk: `dd` with fsync, and Placet taking it over HTTP, hashing it twice (BLAKE3 and
# SHA-256), syncing it and putting it on record; in turns. Then one very large file, for the memory it takes.
#   BENCH_UPLOAD_MB   size of the files compared (default 500)
#   BENCH_HUGE_GB     size of the very large one, made of zeros as it is sent (default 10; 0 leaves it out)
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/server.sh
skip_without python3 curl dd
megabytes=${BENCH_UPLOAD_MB:-500} gigabytes=${BENCH_HUGE_GB:-10}

head -c "$((megabytes * 1000 * 1000))" /dev/urandom >"$folder/source.bin"
start_server
number=0
renew() { # other bytes each time, else it would be found to be here already
  number=$((number + 1))
  printf '%016d' "$number" | dd of="$folder/source.bin" conv=notrunc status=none
  sync "$folder/source.bin"
}
megabytes_a_second() { awk -v seconds="$1" -v size="$megabytes" 'BEGIN {printf "%.0f\n", size / seconds}'; }
timed() { # of a command, in seconds
  local before after
  before=$(date +%s.%N); "$@"; after=$(date +%s.%N)
  awk -v a="$before" -v b="$after" 'BEGIN {print b - a}'
}
with_dd() { dd if="$folder/source.bin" of="$folder/copy.bin" bs=1M conv=fsync status=none; }
resumable() { # creation and all bytes in one request
  curl -sf -o /dev/null -X POST "$url/api/v1/uploads" -H "$auth" -H 'Tus-Resumable: 1.0.0' -H "Upload-Length: $1" \
    -H "Upload-Metadata: filename $(printf 'source.bin' | base64)" -H 'Content-Type: application/offset+octet-stream' -H 'Expect:' \
    -T "$2"
}
in_one_piece() { resumable "$(stat -c %s "$folder/source.bin")" "$folder/source.bin"; }
as_a_form() { curl -sf -o /dev/null "$url/api/v1/assets" -H "$auth" -H 'Expect:' -F "file=@$folder/source.bin"; }

dd_speeds=() raw_speeds=() form_speeds=()
for _ in $(seq "$rounds"); do
  renew; settle; dd_speeds+=("$(megabytes_a_second "$(timed with_dd)")"); rm "$folder/copy.bin"
  renew; raw_speeds+=("$(megabytes_a_second "$(timed in_one_piece)")"); settle
  renew; form_speeds+=("$(megabytes_a_second "$(timed as_a_form)")"); settle
done
top() { printf '%s\n' "$@" | best; }
row() { awk -v name="$1" -v a="$2" -v b="$3" 'BEGIN {printf "| %s | %s MB/s | %s MB/s | %.2f |\n", name, a, b, b / a}'; }
echo "| $(nproc) cores, load $(load) | dd and fsync | Placet | ratio |"
echo "|---|---|---|---|"
row "$megabytes MB, resumable" "$(top "${dd_speeds[@]}")" "$(top "${raw_speeds[@]}")"
row "$megabytes MB, as a form" "$(top "${dd_speeds[@]}")" "$(top "${form_speeds[@]}")"

[ "$gigabytes" -gt 0 ] || exit 0
free=$(df --output=avail -B1G "$folder" | tail -1)
if [ "$free" -lt "$((gigabytes + 5))" ]; then echo "skipped: $gigabytes GB do not fit on the disk"; exit 0; fi
rm -rf "$folder/source.bin"
kill "$pid"; wait "$pid" || true
rm -rf "$folder/data"; start_server
size=$((gigabytes * 1024 * 1024 * 1024))
before=$(spent)
seconds=$(timed bash -c "$(declare -f resumable); url=$url auth='$auth'; head -c $size /dev/zero | resumable $size -")
awk -v size="$size" -v seconds="$seconds" -v cpu="$(awk -v a="$before" -v b="$(spent)" 'BEGIN {print b - a}')" -v memory="$(memory VmHWM)" 'BEGIN {
  printf "%.0f GB of zeros in %.1f s (%.0f MB/s), %.1f CPU s, %d MB resident at the most\n", size / 2^30, seconds, size / seconds / 1e6, cpu, memory}'
