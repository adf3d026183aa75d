#!/usr/bin/env bash
# Measures the import of records in the release build: how many a second are in the database, how many can be found.
# BENCH_RECORDS=1000000 repeats the records of the test corpus with other ids until there are so many.
# Figures are of this machine; compare runs on the same machine only. Append what matters to benches/RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
placet=${BENCH_BINARY:-$(pwd)/${CARGO_TARGET_DIR:-target}/release/placet}
corpus=${BENCH_CORPUS:-../shared/corpus/records}
wanted=${BENCH_RECORDS:-0}
[ -d "$corpus" ] || { echo "skipped: no records in $corpus"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$corpus" "$work/records.ndjson" "$wanted" <<'PY'
import glob, json, lzma, sys
lines = [line for name in sorted(glob.glob(sys.argv[1] + "/*.ndjson.xz")) for line in lzma.open(name, "rt", encoding="utf-8")]
wanted = int(sys.argv[3]) or len(lines)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for number in range(wanted):
        turn, line = divmod(number, len(lines))
        if turn:
            record = json.loads(lines[line])
            record["id"] = f"{turn}-{record['id']}"
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
        else:
            out.write(lines[line])
PY
echo "load before                     $(cut -d' ' -f1-3 /proc/loadavg)"
echo "records                         $(wc -l <"$work/records.ndjson"), $(du -m "$work/records.ndjson" | cut -f1) MB"
run() { # the command, then the most memory it took
  PLACET_DATA_DIR=$work/data RUST_LOG=error python3 - "$placet" "$work/records.ndjson" <<'PY'
import resource, subprocess, sys
ended = subprocess.run([sys.argv[1], "import", "records", sys.argv[2]], stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"peak memory {used.ru_maxrss // 1000} MB, CPU {used.ru_utime + used.ru_stime:.1f} s, ended with {ended.returncode}")
PY
}
run
echo "database                        $(du -m "$work/data/placet.db" | cut -f1) MB, index $(du -sm "$work/data/index" | cut -f1) MB"
echo "the same file once more:"
run
echo "load after                      $(cut -d' ' -f1-3 /proc/loadavg)"
