/** Holds the app to the server's API document: its types are made from it, and nobody writes a shape by hand. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
}

/** Shapes that a file writes itself instead of taking them from the document. */
function shapesWrittenIn(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isInterfaceDeclaration(node)) found.push(node.name.text);
    if (ts.isTypeLiteralNode(node) || ts.isLiteralTypeNode(node)) {
      if (!ts.isIndexedAccessTypeNode(node.parent)) found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("the types of the API", () => {
  it("are those of the document as it is now", () => {
    // Throws with 'run npm run gen' when the file is older than the document.
    execFileSync(process.execPath, ["scripts/gen.mjs", "--check"], { stdio: "pipe" });
  });

  it("are named in types.ts, never written there", () => {
    expect(shapesWrittenIn(parse("src/api/types.ts"))).toEqual([]);
    const written = ts.createSourceFile("a.ts", 'type A = { b: "c" }', ts.ScriptTarget.Latest, true);
    expect(shapesWrittenIn(written)).toHaveLength(2);
  });
});
