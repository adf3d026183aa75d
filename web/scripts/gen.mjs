// Writes src/api/schema.d.ts from the server's API document. With --check it writes nothing and fails when the
// file is not what the document says.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../docs/api/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const head = "// Made by `npm run gen` from docs/api/openapi.json. Not to be edited.\n\n";

// Objects without named members hold unknown values, and a member with a default may still be left out of a request.
const options = { emptyObjectsUnknown: true, defaultNonNullable: false };

const schema = head + astToString(await openapiTS(document, options));
if (!process.argv.includes("--check")) {
  writeFileSync(target, schema);
  console.log("src/api/schema.d.ts written");
} else if (readFileSync(target, "utf8") !== schema) {
  console.error("src/api/schema.d.ts is older than docs/api/openapi.json: run npm run gen");
  process.exit(1);
}
