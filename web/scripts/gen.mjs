// Writes src/api/schema.gen.ts from the server's API document, where that document exists.
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const document = new URL("../../docs/api/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../src/api/schema.gen.ts", import.meta.url));
if (!existsSync(document)) {
  console.log("docs/api/openapi.json is not there yet; the types written by hand stay in use");
  process.exit(0);
}
const { default: openapiTS, astToString } = await import("openapi-typescript");
writeFileSync(target, astToString(await openapiTS(document)));
console.log("src/api/schema.gen.ts written");
