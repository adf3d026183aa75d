/** Accessibility: WCAG 2.2 AA and best practices, no rule switched off. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Finding = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(source);
  const findings = await page.evaluate(async (runOnly) => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const answer = await (window as any).axe.run(document, { runOnly });
    return answer.violations as Finding[];
  }, tags);
  const told = findings.map(
    (one) => `${one.id}: ${one.help}\n    ${one.nodes.map((node) => node.html).join("\n    ")}`,
  );
  expect(told, where).toEqual([]);
}
