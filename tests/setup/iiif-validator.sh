#!/usr/bin/env bash
# Puts the validator of the IIIF Image API into target/iiif-validator, a Python environment of its own. Needs python3 with venv and pip,
# and libmagic; where they cannot be had the test is skipped, except in CI.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=target/iiif-validator
[ -x "$folder/bin/iiif-validate.py" ] && exit 0
give_up() { echo "The validator of the IIIF Image API is not there: $1"; [ -z "${CI:-}" ]; exit $?; }
need=()
python3 -c 'import venv, ensurepip' 2>/dev/null || need+=(python3-venv)
python3 -c 'import ctypes.util,sys; sys.exit(not ctypes.util.find_library("magic"))' 2>/dev/null || need+=(libmagic1)
if [ ${#need[@]} -gt 0 ] && command -v apt-get >/dev/null; then
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "${need[@]}"; } || give_up "${need[*]} cannot be installed"
fi
mkdir -p target
python3 -m venv "$folder" || give_up "no Python environment could be made"
"$folder/bin/pip" install --quiet --disable-pip-version-check setuptools iiif-validator==1.0.5 || { rm -rf "$folder"; give_up "pip could not install it"; }
