/**
 * Holds the types written by hand against the server's API document: same properties, same optional ones, same
 * nulls, same words. And every call of the app against the paths of the document, for each room it describes.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: (string | null)[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
};
type ApiDocument = {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema> };
};

const path = "../docs/api/openapi.json";
const document: ApiDocument = existsSync(path)
  ? JSON.parse(readFileSync(path, "utf8"))
  : { paths: {}, components: { schemas: {} } };
const schemas = document.components.schemas;
const source = ts.createSourceFile(
  "types.ts",
  readFileSync("src/api/types.ts", "utf8"),
  ts.ScriptTarget.Latest,
  true,
);

const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
const aliases = source.statements.filter(ts.isTypeAliasDeclaration);
const described = interfaces.filter((one) => one.heritageClauses === undefined && one.name.text in schemas);

/** 'name', or 'name, perhaps' for what may be null or left out; sorted. The document does not tell these two apart. */
function promisesOfType(declaration: ts.InterfaceDeclaration): string[] {
  return declaration.members
    .filter(ts.isPropertySignature)
    .map((member) => {
      const type = member.type;
      const nullable =
        type !== undefined && ts.isUnionTypeNode(type) && type.types.some((one) => one.getText() === "null");
      return `${member.name.getText()}${member.questionToken !== undefined || nullable ? ", perhaps" : ""}`;
    })
    .sort();
}

function isNullable(schema: Schema): boolean {
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return schema.type === "null" || schema.type?.includes("null") === true || parts.some(isNullable);
}

function promisesOfSchema(schema: Schema): string[] {
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => {
      const needed = (schema.required ?? []).includes(name) && !isNullable(property);
      return `${name}${needed ? "" : ", perhaps"}`;
    })
    .sort();
}

describe("the types written by hand", () => {
  it.skipIf(described.length === 0).each(described.map((one) => [one.name.text, one] as const))(
    "say of %s what the document says",
    (name, declaration) => {
      const promised = promisesOfSchema(schemas[name] as Schema);
      // A problem may carry more than its document lists: members of its own for some codes (RFC 9457, 3.2).
      const written = promisesOfType(declaration).filter(
        (one) => name !== "Problem" || promised.includes(one),
      );
      expect(written).toEqual(promised);
    },
  );

  const words = aliases.filter((one) => schemas[one.name.text]?.enum !== undefined);
  it.skipIf(words.length === 0).each(words.map((one) => [one.name.text, one] as const))(
    "know the words of %s",
    (name, declaration) => {
      const literals = [...declaration.type.getText().matchAll(/"([^"]+)"/g)].map((match) => match[1]);
      expect(literals.sort()).toEqual([...(schemas[name]?.enum ?? [])].sort());
    },
  );
});

/** Every `api.GET<…>("/path"` of the sources, as 'get /path'. */
function callsOfTheApp(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync("src", { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name) || name.includes(".test.")) continue;
    for (const match of readFileSync(`src/${name}`, "utf8").matchAll(
      /api\.(GET|POST|PUT|PATCH|DELETE)(?:<[^(]*>)?\(\s*"([^"]+)"/g,
    )) {
      found.add(`${match[1]?.toLowerCase()} ${match[2]}`);
    }
  }
  return [...found].sort();
}

describe("the calls of the app", () => {
  const paths = new Map(
    Object.entries(document.paths).map(([address, item]) => [
      address.replace("/api/v1", "").replaceAll(/\{\w+\}/g, "{}"),
      Object.keys(item),
    ]),
  );
  const rooms = new Set([...paths.keys()].map((address) => address.split("/")[1]));
  const calls = callsOfTheApp().filter((call) => rooms.has(call.split("/")[1]));
  it.skipIf(calls.length === 0).each(calls)("include %s, which the document has", (call) => {
    const [method = "", address = ""] = call.split(" ");
    expect(paths.get(address.replaceAll(/\{\w+\}/g, "{}")) ?? []).toContain(method);
  });
});
