// Measures what a browser loads first for the library and what each lazy page adds, packed with gzip.
// Fails above the gates. Needs `npm run build` first.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const gates = { firstLoad: 270_000, lazyRoute: 130_000, css: 48_000 };
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const packed = new Map();
const size = (file) => {
  if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return packed.get(file);
};

/** Every chunk that loading `key` brings along, without what is imported on demand. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
const javascript = (keys) =>
  [...new Set([...keys].map((key) => manifest[key].file))].filter((f) => f.endsWith(".js"));
const styles = (keys) => [...new Set([...keys].flatMap((key) => manifest[key].css ?? []))];
const total = (files) => files.reduce((sum, file) => sum + size(file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const library = Object.keys(manifest).find((key) => key.endsWith("search/library-page.tsx"));
const base = closure(entry);
const first = new Set([...base, ...closure(library)]);
const rows = [["first load of /library", total(javascript(first)), gates.firstLoad]];
rows.push(["styles of /library", total(styles(first)), gates.css]);
for (const key of Object.keys(manifest)) {
  if (!manifest[key].isDynamicEntry || key === library) continue;
  const added = javascript(closure(key)).filter((file) => !javascript(base).includes(file));
  rows.push([`lazy ${key.replace("src/", "")}`, total(added), gates.lazyRoute]);
}
let over = 0;
for (const [name, bytes, gate] of rows) {
  const bad = bytes > gate;
  if (bad) over += 1;
  console.log(
    `${bad ? "OVER" : "  ok"} ${(bytes / 1000).toFixed(1).padStart(7)} kB of ${gate / 1000}  ${name}`,
  );
}
process.exit(over === 0 ? 0 : 1);
