#!/usr/bin/env bash
# The same three renditions with vipsthumbnail, turned upright and by color profile: `vips.sh OUT EFFORT PHOTO…`.
set -euo pipefail
out=$1 effort=$2; shift 2
export VIPS_CONCURRENCY=1
for photo in "$@"; do
  name=$(basename "$photo" .jpg)
  vipsthumbnail "$photo" --size '320x320>' --export-profile srgb -o "$out/$name.320.jpg[Q=80,strip]"
  vipsthumbnail "$photo" --size '1280x1280>' --export-profile srgb -o "$out/$name.1280.jpg[Q=80,strip]"
  vipsthumbnail "$photo" --size '2048x2048>' --export-profile srgb -o "$out/$name.2048.webp[Q=80,effort=$effort,strip]"
done
