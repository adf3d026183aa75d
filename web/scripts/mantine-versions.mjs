// Mantine's packages demand each other's exact version: all must be the same.
import { readFileSync } from "node:fs";

const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const versions = Object.entries(dependencies).filter(([name]) => name.startsWith("@mantine/"));
const distinct = new Set(versions.map(([, version]) => version));
if (distinct.size !== 1) {
  console.error(`@mantine packages differ: ${versions.map((pair) => pair.join("@")).join(", ")}`);
  process.exit(1);
}
console.log(`mantine: ${versions.length} packages at ${[...distinct][0]}`);
