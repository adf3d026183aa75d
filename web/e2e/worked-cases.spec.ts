/**
 * Worked cases of the rights semantics, recorded by hand in the product's own forms: the panel behind 'Why?' then tells
 * the headline, the cleared region and the reasons that the case expects.
 *
 * `PLACET_ALL_CASES=1` runs every case of the file; without it those run that together use every dialog.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { Body } from "./case-forms";
import { names } from "./case-forms";
import { readWhy, type Told } from "./case-question";
import { type Case, CaseRecorder, longKnown, needsOwnHouse, stepsOf } from "./case-recorder";
import { signIn } from "./person";
import { administrator, Placet } from "./placet";

type Fixture = {
  modifications: { reserved: string[] };
  territories: Record<string, string[]>;
  groups: Record<string, { versions: { members: string[] }[] }>;
};
type CaseFile = { fixture: Fixture; cases: Case[] };

/** Together they use every dialog. */
const chosen = [
  "RC-15", // by the clock of another place, in a country with several
  "RC-19", // an embargo on the asset, by the clock of another place
  "RC-21", // a start with an event, a term
  "RC-35", // where it can be seen
  "RC-51", // changes that are not allowed
  "RC-54", // a restriction in a paper that nobody has reviewed
  "RC-63", // a young person whose guardian signed
  "RC-73", // a component and how it is in there
  "RC-81", // a limit on different channels, with its ledger
  "RC-87", // an agency that acts for the house
  "RC-88", // a licence that rests on another
  "RC-93", // an approval that was refused
  "RC-95", // marks, and duties of law
  "RC-107", // a correction, and what was known before
  "RC-115", // a consent taken back, with days of grace
];

/** Cases that no person could record, each with the reason. None so far. */
const notByHand: Record<string, string> = {};

const file =
  process.env.PLACET_CASES ?? resolve(import.meta.dirname, "../../../shared/cases/rights/cases.json");
// Where the cases are not at hand there is nothing to record; where everything is checked they are.
const atHand = existsSync(file) || process.env.CI !== undefined;
if (!atHand) console.log(`skipped: ${file} is not here`);
const told: CaseFile | undefined = atHand ? (JSON.parse(readFileSync(file, "utf8")) as CaseFile) : undefined;
const all = process.env.PLACET_ALL_CASES === "1";
const cases = (told?.cases ?? []).filter((one) => all || chosen.includes(one.id));

/** What the cases are read by, with the release's words: a form needs names, and changes it can offer. */
function referenceData(): unknown {
  const shipped = JSON.parse(
    readFileSync(resolve(import.meta.dirname, "../../src/rights/reference.json"), "utf8"),
  ) as { names: Record<string, string>; modifications: { leaves: string[] } };
  const { names, modifications } = shipped;
  return (
    told && { ...told.fixture, names, modifications: { ...modifications, ...told.fixture.modifications } }
  );
}

/** The first clock of a territory, or of a group's first member. */
function zoneOf(territory: string): string {
  const member = told?.fixture.groups[territory]?.versions.at(-1)?.members[0] ?? territory;
  return told?.fixture.territories[member]?.[0] ?? "UTC";
}

// A record of every step would cost as much as the steps.
test.use({ trace: "off" });

const now = "2026-11-23T09:00:00Z";
let placet: Placet;
let page: Page;
let seed = 0;

async function enter() {
  await page.context().clearCookies();
  await signIn(page, placet.url, administrator);
}

/** The clock of the house shows another time: its server is started anew on the same data. */
async function turnTo(clock: string) {
  await placet.stop();
  placet = await Placet.start({ clock, folder: placet.folder, reference: referenceData() });
  await enter();
}

async function openHouse(clock: string) {
  placet = await Placet.start({ clock, reference: referenceData() });
  await enter();
}

/** Records a case, each fact at its moment; answers what the page then tells. */
async function recordAndAsk(one: Case): Promise<Told> {
  const own = needsOwnHouse(one);
  const shared = placet;
  let clock = longKnown;
  if (own) await openHouse(clock);
  try {
    const recorder = await CaseRecorder.open(
      page,
      () => placet.url,
      one,
      () => ++seed,
    );
    await recorder.recordAssets();
    for (const step of stepsOf(one)) {
      if (own && step.at !== clock) await turnTo(step.at);
      clock = step.at;
      await recorder.step(step);
    }
    if (own && Date.parse(clock) < Date.parse(now)) await turnTo(now);
    const words = { ...recorder.nameOf, zone: zoneOf };
    return await readWhy(page, placet.url, await recorder.asset(one.request.asset), one.request, words);
  } finally {
    if (own) {
      await placet.stopAndForget();
      placet = shared;
      await enter();
    }
  }
}

/** What a case says nothing of is not compared. */
const expected = ({ headline, cleared, reasons, duties, details }: Body, answer: Told): Told => ({
  headline: String(headline),
  cleared: names(cleared),
  reasons: names(reasons).sort(),
  duties: duties === undefined ? answer.duties : names(duties).sort(),
  details: details === undefined ? answer.details : names(details).sort(),
});

test.beforeAll(async ({ browser }) => {
  if (cases.length === 0) return;
  page = await browser.newPage();
  await openHouse(now);
});
test.afterAll(async () => {
  await page?.close();
  await placet?.stopAndForget();
});

if (atHand) {
  test("every case that is named is a case of the file", () => {
    const ids = (told?.cases ?? []).map((one) => one.id);
    expect([...chosen, ...Object.keys(notByHand)].filter((id) => !ids.includes(id))).toEqual([]);
  });
}
for (const one of cases) {
  test(`${one.id} recorded by hand is answered as the case expects`, async () => {
    test.skip(notByHand[one.id] !== undefined, notByHand[one.id]);
    const answer = await recordAndAsk(one);
    expect(answer).toEqual(expected(one.expect, answer));
  });
}
