/**
 * Worked cases of the rights semantics, recorded by hand in the product's own forms: the panel behind 'Why?' then tells
 * the headline, the cleared region and the reasons that the case expects.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type Body, recordGrant, recordInterest, referenceOf, upload } from "./case-forms";
import {
  recordComponent,
  recordEngagement,
  recordPerson,
  recordRestriction,
  recordRevocation,
  recordUsage,
  recordWaiver,
  refuseDuty,
} from "./case-happenings";
import { read, signIn } from "./person";
import { administrator, Placet } from "./placet";

type Case = { id: string; title: string; given: Record<string, Body[]>; request: Body; expect: Body };
type Verdict = { headline: string; sentence: string; cleared: string[]; reasons: Body[] };

/** Together they use every dialog. */
const chosen = [
  "RC-19", // an embargo on the asset, by the clock of another place
  "RC-21", // a start with an event, a term
  "RC-25", // a carve-out, and a second licence for what it leaves out
  "RC-41", // a restriction on the whole asset; then a waiver
  "RC-63", // a young person whose guardian signed
  "RC-70", // a component nobody has confirmed
  "RC-81", // a limit on different channels, with its ledger
  "RC-87", // an agency that acts for the house
  "RC-93", // an approval that was refused
  "RC-97", // uses that may stay after the end
  "RC-101", // an option that was taken
  "RC-102", // going on by itself
  "RC-109", // a paper that names no clock
  "RC-115", // a consent taken back, with days of grace
];

const file =
  process.env.PLACET_CASES ?? resolve(import.meta.dirname, "../../../shared/cases/rights/cases.json");
const short: Record<string, string> = {
  ALLOWED: "Cleared",
  PARTIAL: "Cleared in part",
  UNKNOWN: "Not known",
  DENIED: "Do not use",
};

let placet: Placet;
let page: Page;
test.beforeAll(async ({ browser }) => {
  placet = await Placet.start({ clock: "2026-11-23T09:00:00Z" });
  page = await browser.newPage();
  await signIn(page, placet.url, administrator);
});
test.afterAll(async () => {
  await page.close();
  await placet.stopAndForget();
});

/** The question of a case as the address of the asset's page holds it. */
function address(asset: string, request: Body): string {
  const list = (value: unknown) => (value as string[]).join(",");
  const parts: Record<string, unknown> = {
    tab: "rights",
    "use.channel": list(request.channels),
    "use.territory": list(request.territories),
    "use.from": request.start,
    "use.until": request.end,
    "use.actor": request.actor,
    "use.published": request.published_at,
  };
  const said = Object.entries(parts).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(said.map(([key, value]) => [key, String(value)]));
  return `${placet.url}/assets/${asset}?${query}`;
}

async function openAgreement(page: Page, reference: string) {
  const { items } = await read<{ items: { id: string }[] }>(
    page,
    `/agreements?q=${encodeURIComponent(reference)}`,
  );
  await page.goto(`${placet.url}/agreements/${items[0]?.id}`);
  await page.getByText("What it means").first().waitFor();
}

/** Records everything a case gives; answers the assets by their names in the case. */
async function recordCase(
  page: Page,
  { id, title, given }: Case,
  seed: number,
): Promise<Map<string, string>> {
  const words = `${id} ${title}`;
  const assets = new Map<string, string>();
  const titleOf = (name: unknown) => `${id} ${String(name).toLowerCase()}`;
  const { interests = [], components = [], grants = [] } = given;
  const named = [
    ...interests.map((one) => one.asset),
    ...components.flatMap((one) => [one.parent, one.child]),
  ];
  for (const name of new Set(named.map(String))) {
    assets.set(name, await upload(page, titleOf(name), seed * 7 + assets.size));
  }
  const openAsset = (name: unknown) =>
    page.goto(`${placet.url}/assets/${assets.get(String(name))}?tab=rights`);
  for (const interest of interests) {
    const born = (interest.person as Body | undefined)?.dob;
    const person = born === undefined ? undefined : `Person of ${id}`;
    if (person !== undefined) await recordPerson(page, placet.url, person, String(born));
    await openAsset(interest.asset);
    await recordInterest(page, interest, person);
  }
  for (const grant of grants) {
    await openAsset(interests.find((one) => one.id === grant.interest)?.asset);
    await recordGrant(page, grant, words);
  }
  for (const link of components) {
    await openAsset(link.parent);
    await recordComponent(page, titleOf(link.child), link.status !== "suspected");
  }
  await recordHappenings(page, given, words, titleOf(interests[0]?.asset));
  return assets;
}

async function recordHappenings(page: Page, given: Case["given"], words: string, asset: string) {
  const {
    grants = [],
    restrictions = [],
    revocations = [],
    usage = [],
    duty_events = [],
    engagements = [],
  } = given;
  const paperOf = (grant: Body | undefined) => openAgreement(page, referenceOf(words, grant ?? {}));
  if (restrictions.length + usage.length + duty_events.length + engagements.length > 0)
    await paperOf(grants[0]);
  for (const restriction of restrictions) await recordRestriction(page, restriction, asset, words);
  const channelName = (key: unknown) => {
    const platform = String(key).split(".").at(-1) ?? "";
    return `${{ tiktok: "TikTok" }[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1)} (organic)`;
  };
  for (const entry of usage) await recordUsage(page, entry, channelName(entry.channel));
  for (const _ of duty_events) await refuseDuty(page);
  for (const engagement of engagements) await recordEngagement(page, engagement, words);
  for (const revocation of revocations) {
    await paperOf(grants.find((grant) => grant.id === revocation.grant));
    await recordRevocation(page, revocation, "Europe/Berlin", words);
  }
}

/** Asks on the asset's page; answers what the server told the page, after the panel has told the same. */
async function readWhy(page: Page, asset: string, request: Body): Promise<Verdict> {
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/verdicts") && answer.ok());
  await page.goto(address(asset, request));
  const { items } = (await (await asked).json()) as { items: Verdict[] };
  const verdict = items[0];
  if (verdict === undefined) throw new Error("no verdict");
  await page.getByRole("button", { name: "Why?" }).first().click();
  const panel = page.getByRole("dialog").last();
  await expect(panel).toContainText(short[verdict.headline] ?? verdict.headline);
  await expect(panel).toContainText(verdict.sentence);
  for (const reason of verdict.reasons) await expect(panel).toContainText(String(reason.message));
  return verdict;
}

const told = (verdict: Verdict) => ({
  headline: verdict.headline,
  cleared: verdict.cleared,
  reasons: [...new Set(verdict.reasons.map((reason) => reason.code))].sort(),
});
const expected = (one: Body) => ({ headline: one.headline, cleared: one.cleared, reasons: one.reasons });

// Where the cases are not at hand there is nothing to record; where everything is checked they are.
const atHand = existsSync(file) || process.env.CI !== undefined;
if (!atHand) console.log(`skipped: ${file} is not here`);
for (const [seed, id] of (atHand ? chosen : []).entries()) {
  test(`${id} recorded by hand is answered as the case expects`, async () => {
    const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };
    const one = cases.find((each) => each.id === id);
    if (one === undefined) throw new Error(`there is no case ${id}`);
    const assets = await recordCase(page, one, seed + 1);
    const asset = assets.get(String(one.request.asset)) ?? "";
    expect(told(await readWhy(page, asset, one.request))).toEqual(expected(one.expect));
    if (id !== "RC-41") return;
    // What was forbidden is lifted for the place that is asked about.
    await openAgreement(page, referenceOf(id, one.given.grants?.[0] ?? {}));
    await recordWaiver(page, ["DE"], "The promise is lifted for Germany.");
    expect((await readWhy(page, asset, one.request)).headline).toBe("ALLOWED");
  });
}
