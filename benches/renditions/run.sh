#!/usr/bin/env bash
# Renditions against sharp and vipsthumbnail: 320 and 1280 px JPEG q80, 2048 px WebP q80, from camera JPEGs.
# Both sides in turn on the same photos, upright and color-managed, one thread a picture and two pictures in flight.
# Prints CPU seconds a photo (what starting the program costs is taken off), peak memory, SSIM, bytes, and paired ratios.
#   BENCH_PHOTOS   a folder of camera JPEGs (default: the test corpus beside the repository)
#   BENCH_ROUNDS   how often everything is run (default 3)
#   BENCH_PROFILE  the build profile of ours (default bench)
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benches/renditions scratch=$(pwd)/benches/renditions/scratch
photos=${BENCH_PHOTOS:-../shared/corpus/images/photos} rounds=${BENCH_ROUNDS:-3} profile=${BENCH_PROFILE:-bench}
if [ ! -d "$photos" ]; then echo "skipped: no photos in $photos (set BENCH_PHOTOS)"; exit 0; fi
for need in node npm vipsthumbnail /usr/bin/time; do
  command -v "$need" >/dev/null || { echo "skipped: it needs $need"; exit 0; }
done
mkdir -p "$scratch/photos" "$scratch/out"
ours=$(cargo bench --locked --profile "$profile" -p media --bench renditions --no-run --message-format=json 2>/dev/null |
  sed -n 's/.*"executable":"\([^"]*renditions[^"]*\)".*/\1/p' | tail -1)
[ -f "$scratch/photos/made" ] || { "$ours" make "$photos" "$scratch/photos" && touch "$scratch/photos/made"; }
[ -d "$scratch/node_modules/sharp" ] || npm install --silent --no-save --no-audit --no-fund --prefix "$scratch" sharp@0.35.5
export SHARP_FOLDER=$scratch
set -- "$scratch"/photos/*.jpg

declare -A commands=(
  [ours-4]="$ours render OUT 4 2" [ours-2]="$ours render OUT 2 2"
  [sharp-4]="node $here/sharp.mjs documented OUT 4 2" [sharp-2]="node $here/sharp.mjs documented OUT 2 2"
  [cascade-4]="node $here/sharp.mjs cascade OUT 4 2" [cascade-2]="node $here/sharp.mjs cascade OUT 2 2"
  [vips-4]="$here/vips.sh OUT 4"
)
order=(ours-4 sharp-4 cascade-4 ours-2 sharp-2 cascade-2 vips-4)

cpu() { # of a command, in seconds, with its peak of memory in MiB
  /usr/bin/env time -f '%U %S %M' -o "$scratch/time" "$@" >/dev/null
  awk '{printf "%.3f %d", $1 + $2, $3 / 1024}' "$scratch/time"
}

rm -f "$scratch"/*.seconds
for ((round = 0; round < rounds; round++)); do
  for name in "${order[@]}"; do
    mkdir -p "$scratch/out/$name"
    # shellcheck disable=SC2206
    command=(${commands[$name]//OUT/$scratch/out/$name})
    idle=$(cpu "${command[@]}" | cut -d' ' -f1)
    read -r busy peak <<<"$(cpu "${command[@]}" "$@")"
    echo "$busy $idle $peak" | awk -v count=$# '{print ($1 - $2) / count, $3}' >>"$scratch/$name.seconds"
  done
done

middle() { sort -n | awk '{v[NR] = $1} END {printf "%.3f", v[int((NR + 1) / 2)]}'; }
echo "$# photos, $rounds rounds"
printf '%-10s %9s %8s   %s\n' program 'CPU s' 'MiB' 'SSIM and bytes at 320, 1280, 2048'
for name in "${order[@]}"; do
  seen=$("$ours" judge "$scratch/out/$name" "$@" | awk '{printf "%s %s  ", $2, $3}')
  printf '%-10s %9s %8s   %s\n' "$name" "$(cut -d' ' -f1 "$scratch/$name.seconds" | middle)" \
    "$(cut -d' ' -f2 "$scratch/$name.seconds" | sort -n | tail -1)" "$seen"
done
for pair in sharp-4/ours-4 cascade-4/ours-4 sharp-4/ours-2 sharp-2/ours-2 cascade-2/ours-2 vips-4/ours-4; do
  ratio=$(paste -d' ' "$scratch/${pair%/*}.seconds" "$scratch/${pair#*/}.seconds" | awk '{print $1 / $3}' | middle)
  echo "$pair: $ratio"
done
