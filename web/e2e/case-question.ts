/** The question of a worked case, asked as a person asks it, and what the panel behind 'Why?' tells. */
import { expect, type Locator, type Page } from "@playwright/test";
import { type Body, isDay, names, search, select, wallClock } from "./case-forms";

export type Told = {
  headline: string;
  cleared: string[];
  reasons: string[];
  duties: string[];
  details: string[];
};
type Verdict = {
  headline: string;
  sentence: string;
  cleared: string[];
  reasons: { code: string; message: string }[];
  duties: { id: string; text: string }[];
  details: string[];
};

/** Names of keys as people read them, and the clock of a place. */
export type Words = {
  territory: (code: string) => string;
  modification: (key: string) => string;
  zone: (territory: string) => string;
};

const short: Record<string, string> = {
  ALLOWED: "Cleared",
  ALLOWED_WITH_DUTIES: "With duties",
  PARTIAL: "Cleared in part",
  CONDITIONAL: "Condition open",
  UNKNOWN: "Not known",
  DENIED: "Do not use",
};
const known =
  "asset channels territories start end purposes mode published_at produced_at actor brand category quantity " +
  "modifications embedding accessible belief";

/** What the address of the asset's page holds: channels, places, days and purposes. */
function address(server: string, asset: string, request: Body, words: Words): string {
  const zone = words.zone(names(request.territories)[0] ?? "");
  const query = new URLSearchParams({
    tab: "rights",
    "use.channel": names(request.channels).join(","),
    "use.territory": names(request.territories).join(","),
    "use.from": wallClock(request.start, zone)?.day ?? "",
    "use.until": wallClock(request.end, zone)?.day ?? "",
  });
  if (request.purposes !== undefined) query.set("use.purpose", names(request.purposes).join(","));
  return `${server}/assets/${asset}?${query}`;
}

const acts: Record<string, string> = {
  new: "Put out, and left live",
  continue: "Left live, which it is already",
  produce: "Something is made of it",
  retain: "Kept in an archive",
};
const embeddings: Record<string, string> = {
  rendered: "Drawn into it",
  embedded: "As a file that can be taken out",
  linked: "Linked",
  streamed: "Streamed",
};

/** What the address must then say: a detail and what stands in it, where there are details at all. */
type Detail = [key: string, text: string];

/** Fills in what few uses need to say, in the bar above the asset. */
async function fillDetails(page: Page, request: Body, words: Words): Promise<Detail[]> {
  const usual = ["asset", "channels", "territories", "start", "end", "purposes"];
  const timed = !isDay(request.start) || !isDay(request.end);
  if (!timed && Object.keys(request).every((key) => usual.includes(key))) return [];
  const filled: Detail[] = [];
  await page.getByRole("button", { name: /^More about the use/ }).click();
  const form = page.getByRole("dialog").last();
  const texts = { actor: "Who uses it", brand: "For which brand", category: "For which product category" };
  for (const [key, label] of Object.entries(texts)) {
    if (request[key] === undefined) continue;
    await form.getByLabel(label).fill(String(request[key]));
    filled.push([key, String(request[key])]);
  }
  for (const [metric, count] of Object.entries((request.quantity ?? {}) as Body)) {
    await form.getByLabel("How much").fill(`${count} ${metric}`);
    filled.push(["quantity", `${count} ${metric}`]);
  }
  if (request.mode !== undefined) {
    await select(page, form, "What is done", acts[String(request.mode)] ?? "");
    if (request.mode !== "new") filled.push(["act", String(request.mode)]);
  }
  const changes = form.getByLabel("Changes made to it", { exact: true }).first();
  for (const key of names(request.modifications)) {
    await search(page, changes, words.modification(key));
    filled.push(["modifications", key]);
  }
  if (request.embedding !== undefined) {
    await select(page, form, "How it is in the work", embeddings[String(request.embedding)] ?? "");
    filled.push(["embedding", String(request.embedding)]);
  }
  const seen = form.getByLabel("Where it can be seen", { exact: true }).first();
  for (const code of names(request.accessible)) {
    await search(page, seen, words.territory(code));
    filled.push(["accessible", code]);
  }
  return [...filled, ...(await fillMoments(form, request, words))];
}

/** What happened already, at what times of day it runs, and as of when the record is read. */
async function fillMoments(form: Locator, request: Body, words: Words): Promise<Detail[]> {
  const filled: Detail[] = [];
  const dates = { published_at: "Published already on", produced_at: "Made on" };
  for (const [key, label] of Object.entries(dates)) {
    if (request[key] === undefined) continue;
    await form.getByLabel(label).fill(String(request[key]));
    await form.getByLabel(label).press("Tab");
    filled.push([key.replace("_at", ""), String(request[key])]);
  }
  const zone = words.zone(names(request.territories)[0] ?? "");
  const times = { start: "From what time", end: "Until what time" };
  for (const [key, label] of Object.entries(times)) {
    const time = wallClock(request[key], zone)?.time ?? "";
    if (time === "") continue;
    await form.getByLabel(label).fill(time);
    filled.push([key === "start" ? "fromTime" : "untilTime", time]);
  }
  if (request.belief !== undefined) {
    // Typed by the clock of the browser.
    const at = wallClock(request.belief, "Europe/Berlin");
    await form.getByLabel("As it was known on").fill(`${at?.day}T${at?.time}`);
    filled.push(["known", `${at?.day}T${at?.time}`]);
  }
  return filled;
}

/** A question the server refuses is told on the page as what it is, and nothing is said to be cleared. */
async function readRefusal(page: Page, problem: { code: string; detail: string }): Promise<Told> {
  const line = page.getByRole("region", { name: "Verdict" }).first();
  await expect(line).toContainText("Not known");
  await expect(line.getByRole("button", { name: "Why?" })).toHaveCount(0);
  const reason = problem.code === "period.end_before_start" ? "EMPTY_PERIOD" : problem.code;
  return { headline: "INVALID_REQUEST", cleared: [], reasons: [reason], duties: [], details: [] };
}

/** Asks on the asset's page; answers what the server told the page, after the panel has told the same. */
export async function readWhy(
  page: Page,
  server: string,
  asset: string,
  request: Body,
  words: Words,
): Promise<Told> {
  const unknown = Object.keys(request).filter((key) => !known.split(" ").includes(key));
  if (unknown.length > 0) throw new Error(`no field of the question is filled with: ${unknown.join(", ")}`);
  const answer = () => page.waitForResponse((one) => one.url().endsWith("/verdicts"));
  let asked = answer();
  await page.goto(address(server, asset, request, words));
  const details = await fillDetails(page, request, words);
  if (details.length > 0) {
    await asked;
    // What was filled in stands in the address: who opens it anew is asked and answered the same.
    const missing = () => {
      const said = new URL(page.url()).searchParams;
      return details.filter(([key, text]) => said.get(`use.${key}`)?.includes(text) !== true);
    };
    await expect.poll(missing).toEqual([]);
    const whole = page.url();
    await page.goto("about:blank");
    asked = answer();
    await page.goto(whole);
  }
  const told = await asked;
  if (!told.ok()) return readRefusal(page, (await told.json()) as { code: string; detail: string });
  const verdict = ((await told.json()) as { items: Verdict[] }).items[0];
  if (verdict === undefined) throw new Error("no verdict");
  await expectPanel(page, verdict);
  const set = (values: string[]) => [...new Set(values)].sort();
  return {
    headline: verdict.headline,
    cleared: verdict.cleared,
    reasons: set(verdict.reasons.map((one) => one.code)),
    duties: set(verdict.duties.map((one) => one.id)),
    details: set(verdict.details),
  };
}

async function expectPanel(page: Page, verdict: Verdict) {
  await page.getByRole("button", { name: "Why?" }).first().click();
  const panel = page.getByRole("dialog", { name: "Why this verdict" });
  await expect(panel).toContainText(short[verdict.headline] ?? verdict.headline);
  await expect(panel).toContainText(verdict.sentence);
  for (const reason of verdict.reasons) await expect(panel).toContainText(reason.message);
  for (const duty of verdict.duties)
    await expect(panel).toContainText(duty.text === "" ? duty.id : duty.text);
  // A line for each part that is cleared.
  const parts = panel.locator("section", { has: page.getByRole("heading", { name: "Cleared for" }) });
  await expect(parts.getByRole("listitem")).toHaveCount(verdict.cleared.length);
}
