#!/usr/bin/env bash
# Installs what a test step needs and the machine lacks:
# `install.sh postgres|chromium|exiftool|cmake|nasm|ffmpeg|poppler|vips`.
set -euo pipefail

have() {
  case $1 in
    postgres) command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null ;;
    chromium) [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null ;;
    exiftool) command -v exiftool >/dev/null ;;
    cmake | nasm) command -v "$1" >/dev/null ;;
    ffmpeg) command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null ;;
    poppler) command -v pdftoppm >/dev/null && command -v pdftotext >/dev/null ;;
    vips) command -v vips >/dev/null && command -v vipsheader >/dev/null ;;
  esac
}
package() {
  case $1 in
    postgres) echo postgresql ;;
    chromium) echo chromium ;;
    exiftool) echo libimage-exiftool-perl ;;
    cmake | nasm) echo "$1" ;;
    ffmpeg) echo ffmpeg ;;
    poppler) echo poppler-utils ;;
    vips) echo libvips-tools ;;
  esac
}

for need in "$@"; do
  have "$need" && continue
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if command -v apt-get >/dev/null; then
    echo "Installing $(package "$need") …"
    for attempt in 1 2 3; do
      $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$(package "$need")" && break
      sleep $((attempt * 5))
    done
  fi
  have "$need" || { echo "Please install $(package "$need"); the tests need it."; exit 1; }
done
