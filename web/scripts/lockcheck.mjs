// Fails when the lock file would break `npm ci` elsewhere: an optional package that is named but has no entry,
// or a recorded download address (the lock must work with any registry).
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const problems = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (typeof entry.resolved === "string") {
    problems.push(`${path}: records the address ${entry.resolved}`);
  }
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    const found = Object.keys(lock.packages).some((other) => other.endsWith(`node_modules/${name}`));
    if (!found) problems.push(`${path}: optional package ${name} is missing from the lock`);
  }
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`lock: ${Object.keys(lock.packages).length} entries, none missing`);
