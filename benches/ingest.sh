#!/usr/bin/env bash
# What a photo costs from upload to being found, in CPU seconds of the server and its children; and how long after its last byte the tile
# of a large one shows. The photos are those of benches/renditions/run.sh: camera JPEGs and the 12 and 24 megapixel ones made from them.
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/server.sh
skip_without python3 curl
made=benches/renditions/scratch/photos
[ -d "$photos" ] || { echo "skipped: no photos in $photos (set BENCH_PHOTOS)"; exit 0; }
start_server
settle
sleep 3 # what starting leaves to do
count=0
before=$(spent)
for photo in "$photos"/*.jpg; do upload "$photo" >/dev/null; count=$((count + 1)); done
settle
found=$(curl -sf "$url/api/v1/search?limit=1" -H "$auth" | sed -n 's/.*"total":\([0-9]*\).*/\1/p')
awk -v a="$before" -v b="$(spent)" -v count="$count" -v found="$found" -v load="$(load)" 'BEGIN {
  printf "%d photos, %s of them found: %.3f CPU s a photo from upload to found (three renditions, metadata, index), load %s\n", count, found, (b - a) / count, load}'
[ -d "$made" ] || { echo "skipped: the tile of a large photo needs those benches/renditions/run.sh makes"; exit 0; }
python3 - "$url" "$auth" "$rounds" "$made"/*24mp*.jpg <<'PY'
import http.client, json, statistics, sys, time
url, auth, rounds, photos = sys.argv[1], sys.argv[2].split(": ", 1)[1], int(sys.argv[3]), sys.argv[4:]
host = url.split("//")[1]
took = []
for number in range(rounds * max(1, 3 // max(1, len(photos)))):
    for photo in photos:
        body = open(photo, "rb").read() + b"%d" % number  # other bytes each time, behind the picture's end
        edge = "bench"
        head = (f"--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.jpg\"\r\n\r\n").encode()
        tail = f"\r\n--{edge}--\r\n".encode()
        link = http.client.HTTPConnection(host)
        link.putrequest("POST", "/api/v1/assets")
        for name, value in [("Authorization", auth), ("Content-Type", f"multipart/form-data; boundary={edge}"),
                            ("Content-Length", str(len(head) + len(body) + len(tail)))]:
            link.putheader(name, value)
        link.endheaders()
        link.send(head + body + tail)
        sent = time.perf_counter()
        asset = json.load(link.getresponse())["asset"]["id"]
        while True:
            link.request("GET", f"/api/v1/assets/{asset}/renditions/thumbnail", headers={"Authorization": auth})
            answer = link.getresponse()
            answer.read()
            if answer.status == 200:
                break
            time.sleep(0.002)
        took.append((time.perf_counter() - sent) * 1000)
        while True:
            text = (link.request("GET", "/metrics"), link.getresponse().read().decode())[1]
            left = [float(line.split()[-1]) for line in text.splitlines() if line.startswith('placet_jobs{state="') and "dead" not in line]
            if sum(left) == 0:
                break
            time.sleep(0.05)
took.sort()
print(f"first tile of a 24 megapixel JPEG after its last byte: {took[0]:.0f} ms at best, {statistics.median(took):.0f} ms median of {len(took)}")
PY
