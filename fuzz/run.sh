#!/usr/bin/env bash
# Builds the fuzz targets with coverage and runs each for FUZZ_SECONDS (60), or only those named as arguments.
# Needs the compilers the product needs and no more. What falls over is written to fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")"
host=$(rustc -vV | sed -n 's/^host: //p')
# The flags of libFuzzer's counters. They hold for the target platform alone, so build scripts stay as they are.
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing"
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    targets=(rights_case odrl_import odrl_export file_rights file_metadata picture_front transform_cut)
fi
bins=()
for target in "${targets[@]}"; do bins+=(--bin "$target"); done
cargo build --locked --release --workspace --target "$host" "${bins[@]}"
binaries=${CARGO_TARGET_DIR:-target}/$host/release
for target in "${targets[@]}"; do
    echo "== $target"
    # Files are larger than papers; wishes are short.
    case $target in
        file_metadata) longest=131072 ;;
        picture_front) longest=49152 ;;
        transform_cut) longest=128 ;;
        *) longest=32768 ;;
    esac
    mkdir -p "corpus/$target" "artifacts/$target"
    "$binaries/$target" "corpus/$target" -max_total_time="${FUZZ_SECONDS:-60}" -max_len="${FUZZ_BYTES:-$longest}" \
        -timeout=20 -rss_limit_mb=1536 -artifact_prefix="artifacts/$target/" -print_final_stats=1 -reload=0 \
        2>&1 | tee "artifacts/$target.log" | grep -E "DONE|stat::|panicked|SUMMARY|Test unit|ERROR|caught panic" || true
    grep -q '^Done ' "artifacts/$target.log" || { echo "$target: see fuzz/artifacts/$target.log"; exit 1; }
done
