/**
 * Every screen of the app, light and dark, wide and narrow: accessible, without an error on the console, and never
 * wider than the screen. Pictures of all of them go to test-results/screens.
 */
import { mkdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { marit, read, signIn } from "./person";
import { drawPicture } from "./pictures";
import { Placet } from "./placet";

const pictures = "test-results/screens";
const winter =
  "use.channel=social.organic.instagram&use.territory=DE&use.from=2026-12-01&use.until=2027-01-31";
const looks = [
  { colorScheme: "light", width: 1440, height: 900 },
  { colorScheme: "dark", width: 1440, height: 900 },
  { colorScheme: "dark", width: 390, height: 844 },
  { colorScheme: "light", width: 390, height: 844 },
] as const;

let placet: Placet;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  placet = await Placet.start({ clock: "2026-11-23T09:00:00Z", demo: true });
});
test.afterAll(async () => {
  await placet.stopAndForget();
});

type Screen = {
  name: string;
  path: string;
  /** What shows that the screen is there. */
  shows: string | RegExp;
  /** Opens what the screen is about, on the loaded page. */
  open?: (page: Page) => Promise<void>;
};

/** Presses the button of that name, and waits for the dialog it opens. */
const dialogOf =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole("button", { name }).first().click();
    await page.getByRole("dialog").first().waitFor();
  };

/** The same picture in other bytes, as an asset of its own, once the two are told as duplicates. Its id. */
async function addDuplicate(page: Page, asset: string): Promise<string> {
  const added = await page.evaluate(async (asset) => {
    const original = await fetch(`/api/v1/assets/${asset}/original?metadata=current`);
    const form = new FormData();
    form.append("file", await original.blob(), "a copy that came by mail.jpg");
    const token = decodeURIComponent(/placet_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "");
    const headers = { "Placet-CSRF": token };
    const answer = await fetch("/api/v1/assets", { method: "POST", body: form, headers });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()).asset.id as string;
  }, asset);
  const alike = () => read<{ items: unknown[] }>(page, `/assets/${added}/lookalikes`);
  await expect.poll(async () => (await alike()).items.length, { timeout: 60_000 }).toBeGreaterThan(0);
  return added;
}

/** The demo's records that the screens are about, found by what is on record, not by their number. */
async function subjects(page: Page) {
  type Hit = { asset_id: string; headline: string };
  type Kept = { id: string; state: string };
  const query = winter.replaceAll("use.", "cleared.");
  const { hits } = await read<{ hits: Hit[] }>(page, `/search?limit=60&${query}`);
  const { items: publications } = await read<{ items: Kept[] }>(page, "/publications?limit=50");
  type Paper = { id: string; reference: string; kind: string; review: string };
  const { items: agreements } = await read<{ items: Paper[] }>(page, "/agreements?limit=50");
  const first = async (path: string) => (await read<{ items: Kept[] }>(page, path)).items[0]?.id ?? "";
  const asset = (...headlines: string[]) => {
    const hit = hits.find((one) => headlines.includes(one.headline));
    if (hit === undefined) throw new Error(`the demo has no asset that is ${headlines.join(" or ")}`);
    return hit.asset_id;
  };
  const publication = (state: string) => {
    const found = publications.find((one) => one.state === state);
    if (found === undefined) throw new Error(`the demo has no publication that is ${state}`);
    return found.id;
  };
  return {
    cleared: asset("ALLOWED", "ALLOWED_WITH_DUTIES"),
    partly: asset("PARTIAL"),
    denied: asset("DENIED"),
    unknown: asset("UNKNOWN"),
    copy: await addDuplicate(page, asset("ALLOWED", "ALLOWED_WITH_DUTIES")),
    live: publication("live"),
    planned: publication("planned"),
    ended: publication("ended"),
    capped: agreements.find((one) => one.reference === "HS-LIND-1")?.id ?? "",
    owing: agreements.find((one) => one.reference === "MR-OSEI")?.id ?? "",
    restricting: agreements.find((one) => one.reference === "PR-SONNRAIN")?.id ?? "",
    unapproved: agreements.find((one) => one.review === "extracted")?.id ?? "",
    open: await leavingOpen(page, agreements),
    agreement: agreements.find((one) => one.kind === "licence" && one.review === "approved")?.id ?? "",
    approval: await first("/approvals?state=open"),
    person: await first("/people"),
    collection: await first("/collections?limit=5"),
    campaign: (await read<{ items: Kept[] }>(page, "/campaigns")).items[1]?.id ?? "",
  };
}

/** An agreement with a question that is answered by a choice. */
async function leavingOpen(page: Page, agreements: { id: string }[]): Promise<string> {
  for (const { id } of agreements) {
    const { items } = await read<{ items: { answers: unknown[] }[] }>(page, `/agreements/${id}/questions`);
    if (items.some((one) => one.answers.length > 0)) return id;
  }
  throw new Error("the demo has no agreement that leaves something open");
}

function screensOf(found: Awaited<ReturnType<typeof subjects>>): Screen[] {
  const asset = (id: string, tab?: string) =>
    `/assets/${id}?${winter}${tab === undefined ? "" : `&tab=${tab}`}`;
  const tabs = ["rights", "versions", "file", "use", "activity"];
  return [
    { name: "library", path: "/library", shows: /30/ },
    { name: "library-use", path: `/library?${winter}`, shows: "Cleared" },
    { name: "library-nothing", path: `/library?${winter}&q=zeppelin`, shows: /zeppelin/ },
    { name: "palette", path: `/library?${winter}`, shows: "Cleared", open: openPalette },
    { name: "asset-cleared", path: asset(found.cleared), shows: "Why?" },
    ...tabs.map((tab) => ({ name: `asset-${tab}`, path: asset(found.cleared, tab), shows: "Why?" })),
    { name: "asset-partly", path: asset(found.partly), shows: "Why?" },
    { name: "asset-partly-rights", path: asset(found.partly, "rights"), shows: "Why?" },
    { name: "asset-denied", path: asset(found.denied), shows: "Why?" },
    { name: "asset-no-use", path: `/assets/${found.cleared}`, shows: "Ask for approval" },
    { name: "why", path: asset(found.partly), shows: "Why?", open: dialogOf("Why?") },
    { name: "ask-approval", path: asset(found.cleared), shows: "Why?", open: dialogOf("Ask for approval") },
    { name: "publish", path: asset(found.cleared), shows: "Why?", open: dialogOf(/^Publish$/) },
    {
      name: "record-licence",
      path: asset(found.unknown),
      shows: "Why?",
      open: dialogOf("Record a licence for this asset"),
    },
    ...duplicateScreens(found),
    { name: "agreements", path: "/agreements", shows: "Granted by" },
    { name: "agreement", path: `/agreements/${found.agreement}`, shows: "What it means" },
    {
      name: "grant",
      path: `/agreements/${found.agreement}`,
      shows: "What it means",
      open: dialogOf("Add a grant"),
    },
    { name: "import-policy", path: "/agreements", shows: "Granted by", open: readPolicy },
    { name: "open-licence", path: "/agreements", shows: "Granted by", open: chooseLicence },
    { name: "rights-policy", path: "/rights-policy", shows: "Synthetic performers in New York" },
    {
      name: "rights-policy-change",
      path: "/rights-policy",
      shows: "Synthetic performers in New York",
      open: dialogOf(/^Change$/),
    },
    {
      name: "rights-policy-reserve",
      path: "/rights-policy",
      shows: "Synthetic performers in New York",
      open: dialogOf("Reserve AI rights"),
    },
    {
      name: "duty-rule",
      path: "/rights-policy",
      shows: "Synthetic performers in New York",
      open: dialogOf(/^Take over ?: Disclosure/),
    },
    {
      name: "mark",
      path: asset(found.cleared, "rights"),
      shows: "Add a mark",
      open: dialogOf("Add a mark"),
    },
    {
      name: "grant-rare",
      path: `/agreements/${found.agreement}`,
      shows: "What it means",
      open: openRareTerms,
    },
    { name: "use-details", path: asset(found.cleared), shows: "Why?", open: openUseDetails },
    ...coverageScreens(found),
    { name: "questions", path: "/questions", shows: "Would clear" },
    { name: "reference", path: "/reference", shows: "Nordic countries" },
    {
      name: "reference-define",
      path: "/reference",
      shows: "Nordic countries",
      open: dialogOf("Define EMEA"),
    },
    { name: "reference-history", path: "/reference", shows: "DACH", open: dialogOf("History of DACH") },
    { name: "reference-channels", path: "/reference?part=channels", shows: "Groups of channels" },
    {
      name: "reference-channel",
      path: "/reference?part=channels",
      shows: "Groups of channels",
      open: dialogOf("Change Cinema"),
    },
    { name: "reference-categories", path: "/reference?part=categories", shows: "Beer" },
    { name: "reference-sources", path: "/reference?part=sources", shows: "iso-codes" },
    { name: "releases", path: "/releases", shows: "Given by" },
    { name: "people-shown", path: "/releases?show=people", shows: "Law of their consent" },
    {
      name: "person-shown-new",
      path: "/releases?show=people",
      shows: "Law of their consent",
      open: dialogOf("Add a person"),
    },
    { name: "person-shown", path: `/releases/people/${found.person}`, shows: "Their rights in assets" },
    {
      name: "person-shown-link",
      path: `/releases/people/${found.person}`,
      shows: "Their rights in assets",
      open: dialogOf("Link to an asset"),
    },
    {
      name: "person-shown-erase",
      path: `/releases/people/${found.person}`,
      shows: "Their rights in assets",
      open: dialogOf(/^Erase$/),
    },
    ...agreementScreens(found),
    { name: "approvals", path: "/approvals", shows: "Approvals" },
    { name: "approval", path: `/approvals/${found.approval}`, shows: "Approve" },
    { name: "publications", path: "/publications", shows: "Publications" },
    { name: "publication-live", path: `/publications/${found.live}`, shows: "Proof" },
    { name: "publication-planned", path: `/publications/${found.planned}`, shows: "Proof" },
    { name: "publication-ended", path: `/publications/${found.ended}`, shows: "Proof" },
    {
      name: "takedown",
      path: `/publications/${found.live}`,
      shows: "Proof",
      open: dialogOf(/^Take down/),
    },
    { name: "channels", path: "/channels", shows: "Counts as" },
    { name: "campaigns", path: "/campaigns", shows: "Winter Light" },
    { name: "campaign", path: `/campaigns/${found.campaign}`, shows: "Winter Light" },
    { name: "audit", path: "/audit", shows: "Audit trail" },
    { name: "jobs", path: "/jobs", shows: "Jobs" },
    { name: "people", path: "/people", shows: "Marit Halvard" },
    { name: "suspend", path: "/people", shows: "Marit Halvard", open: dialogOf("Suspend") },
    { name: "channel-new", path: "/channels", shows: "Counts as", open: dialogOf("Add a channel") },
    { name: "calendar", path: asset(found.cleared), shows: "Why?", open: openCalendar },
    { name: "uploads", path: "/jobs", shows: "Jobs", open: uploadThree },
    { name: "uploads-rights", path: "/jobs", shows: "Jobs", open: sayRights },
    { name: "presets", path: "/presets", shows: "Long side 2048 px" },
    { name: "preset-new", path: "/presets", shows: "Long side 2048 px", open: tryPreset },
    { name: "asset-downloads", path: asset(found.cleared, "file"), shows: "Downloads" },
    { name: "imports", path: "/imports", shows: "Imports" },
    { name: "fields", path: "/fields", shows: "Credit line" },
    { name: "field-new", path: "/fields", shows: "Credit line", open: dialogOf("Add a field") },
    { name: "vocabularies", path: "/vocabularies", shows: "Vocabularies" },
    { name: "vocabulary-new", path: "/vocabularies", shows: "Vocabularies", open: writeWords },
    { name: "bulk-edit", path: `/bulk-edit?assets=${found.cleared},${found.denied}`, shows: "2 assets" },
    { name: "not-found", path: "/nowhere", shows: "There is no such page", open: seeTheWayOn },
  ];
}

async function openImports(page: Page) {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("menuitem").first().waitFor();
}

/** A policy about two things, one of its places unknown: what it becomes, and what is asked. */
async function readPolicy(page: Page) {
  const place = { leftOperand: "spatial", operator: "isAnyOf", rightOperand: ["DE", "urn:nowhere"] };
  const policy = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Agreement",
    uid: "https://agency.example/policy/77",
    assigner: "https://agency.example/",
    permission: [
      { target: "https://agency.example/picture/9", action: "distribute", constraint: [place] },
      { target: "https://agency.example/picture/10", action: "display" },
    ],
  };
  await openImports(page);
  await page.getByRole("menuitem", { name: /rights policy/ }).click();
  await page.getByLabel("The policy").fill(JSON.stringify(policy));
  await page.getByRole("button", { name: "See what it becomes" }).click();
  await page.getByText("What is it about here?").waitFor();
}

async function chooseLicence(page: Page) {
  await openImports(page);
  await page.getByRole("menuitem", { name: /open licence/ }).click();
  await page.getByRole("combobox", { name: "Which licence or statement?" }).click();
  await page.keyboard.type("NonCommercial 4.0");
  await page.getByRole("option").first().click();
  await page.getByText("in perpetuity").first().waitFor();
}
/** What is the same, or looks it: in groups, before a merge, and beside each other. */
function duplicateScreens(found: Awaited<ReturnType<typeof subjects>>): Screen[] {
  const path = `/side-by-side?left=${found.cleared}&right=${found.copy}`;
  return [
    { name: "duplicates", path: `/duplicates?${winter}`, shows: "Looks the same" },
    {
      name: "duplicates-merge",
      path: `/duplicates?${winter}`,
      shows: "Looks the same",
      open: async (page) => {
        await page.getByLabel("Merge this one into it").first().check();
        await dialogOf("Merge into the one kept")(page);
        await page.getByText("What follows for its rights").waitFor();
      },
    },
    {
      name: "asset-alike",
      path: `/assets/${found.copy}?${winter}`,
      shows: "Another asset looks like this one",
    },
    { name: "side-by-side", path, shows: "Facts" },
    { name: "side-by-side-swipe", path: `${path}&mode=swipe`, shows: "Facts" },
    { name: "side-by-side-difference", path: `${path}&mode=difference`, shows: "Facts" },
    { name: "side-by-side-none", path: "/side-by-side", shows: "Two are needed" },
  ];
}

/** What is drawn of rights over time, and the menus while they are open. */
function coverageScreens(found: Awaited<ReturnType<typeof subjects>>): Screen[] {
  const drawn = `/coverage?asset=${found.partly}&${winter}`;
  const world = `/coverage?asset=${found.cleared}`;
  return [
    { name: "coverage", path: drawn, shows: "Nothing granted", open: chooseByKeys },
    { name: "coverage-world", path: world, shows: "Europe", open: unfoldEurope },
    { name: "coverage-list", path: `${drawn}&view=list`, shows: "where and when" },
    {
      name: "coverage-collection",
      path: `/coverage?collection=${found.collection}&markets=DACH,FR,US`,
      shows: "shows the worst of",
    },
    { name: "coverage-none", path: "/coverage", shows: "Choose an asset first" },
    {
      name: "compare",
      path: `/compare?assets=${found.partly},${found.cleared},${found.denied}&${winter}`,
      shows: /points? differs?\./,
    },
    {
      name: "compare-earlier",
      path: `/compare?assets=${found.denied}&known=2026-08-01&${winter}`,
      shows: "As known at the end of 1 Aug 2026",
    },
    { name: "compare-none", path: "/compare", shows: "Choose what to compare" },
    { name: "dates", path: "/dates", shows: "Only what live uses outlast" },
    { name: "dates-list", path: "/dates?view=list", shows: "Only what live uses outlast" },
    { name: "dates-empty", path: "/dates?from=2040-01-01&until=2040-02-01", shows: "No day comes up" },
    { name: "ledgers", path: "/ledgers", shows: "Caps (" },
    { name: "ledgers-exclusivities", path: "/ledgers?tab=exclusivities", shows: "Caps (" },
    {
      name: "menu-asset",
      path: `/assets/${found.cleared}?${winter}`,
      shows: "Why?",
      open: menuOf("More actions"),
    },
    {
      name: "menu-rule",
      path: `/agreements/${found.capped}`,
      shows: "Limits in number",
      open: menuOf("What can be done with this rule"),
    },
    { name: "menu-import", path: "/agreements", shows: "Granted by", open: openImports },
  ];
}

const menuOf =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole("button", { name }).first().click();
    await page.getByRole("menuitem").first().waitFor();
  };

/** Over the picture with the keyboard alone: to a stretch, then a choice of two lines. */
async function chooseByKeys(page: Page) {
  await page
    .getByRole("table")
    .getByRole("button", { name: /: Cleared/ })
    .first()
    .focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText(/^Chosen:/).waitFor();
}

async function unfoldEurope(page: Page) {
  await page.getByRole("button", { name: "Show the parts of Europe" }).click();
  await page.getByRole("button", { name: "Fold Europe" }).waitFor();
}

/** By keys alone: to the first open question, and its answer begun. */
async function answerFirst(page: Page) {
  await page
    .getByRole("button", { name: /^Answer/ })
    .first()
    .waitFor();
  await page.keyboard.press("q");
  await page.keyboard.press("Enter");
  await page.getByRole("radio").first().waitFor();
}

/** The page of one paper: what stands on it, and what opens from it. */
function agreementScreens(found: Awaited<ReturnType<typeof subjects>>): Screen[] {
  const about = { path: `/agreements/${found.capped}`, shows: "Limits in number" };
  const owing = { path: `/agreements/${found.owing}`, shows: "Duties" };
  return [
    { name: "intake", path: `/agreements/${found.capped}/intake`, shows: "What it means" },
    { name: "intake-unapproved", path: `/agreements/${found.unapproved}/intake`, shows: "Missing for" },
    {
      name: "intake-answer",
      path: `/agreements/${found.open}/intake`,
      shows: "not known",
      open: answerFirst,
    },
    { name: "bought", path: `/agreements/${found.capped}/bought`, shows: "never used" },
    { name: "bought-matrix", path: `/agreements/${found.capped}/bought?view=matrix`, shows: "Not granted" },
    { name: "agreement-capped", ...about, open: seen("32,000 copies used") },
    { name: "agreement-owing", ...owing, open: seen("Approval: daniel-osei") },
    {
      name: "agreement-unapproved",
      path: `/agreements/${found.unapproved}`,
      shows: "Before you approve",
      open: seen("Question"),
    },
    {
      name: "agreement-earlier",
      path: `/agreements/${found.capped}?known=2026-08-01`,
      shows: "This is what was on record at the end of 1 Aug 2026.",
    },
    { name: "agreement-terminate", ...about, open: wouldTerminate },
    { name: "agreement-usage", ...about, open: dialogOf("Add a use") },
    { name: "agreement-history", ...about, open: dialogOf(/^History$/) },
    { name: "agreement-whole-history", ...about, open: dialogOf("Whole history") },
    { name: "agreement-details", ...about, open: moreOfDetails },
    { name: "agreement-fee", ...about, open: fromMoneyMenu("Add money that is due") },
    { name: "agreement-notice", ...about, open: fromMoneyMenu("Add a notice window") },
    { name: "agreement-papers", ...about, open: fileAPaper },
    { name: "agreement-amend", ...about, open: fromRuleMenu("Correct or amend") },
    { name: "agreement-revoke", ...about, open: fromRuleMenu("Record that it was taken back") },
    { name: "agreement-revoke-part", ...about, open: revokeAPart },
    { name: "agreement-restriction", ...about, open: forbidEverywhere },
    { name: "agreement-remove-rule", ...about, open: fromRuleMenu("Remove from the record") },
    { name: "agreement-duty", ...owing, open: dialogOf("Settle") },
    {
      name: "agreement-exclusivity",
      ...owing,
      open: async (page) => {
        await dialogOf("Add an exclusivity")(page);
        // Its end, where no field lies half under the foot.
        await page.getByLabel("There is no document").check();
        await page.getByLabel("Why is there no document?").fill("A letter, not filed yet");
      },
    },
    { name: "agreement-engagement", ...owing, open: dialogOf("Add an engagement") },
    {
      name: "agreement-waiver",
      path: `/agreements/${found.restricting}`,
      shows: "Forbids",
      open: async (page) => {
        await page.getByRole("button", { name: "Add another rule" }).click();
        await page.getByRole("menuitem", { name: "Add a waiver" }).click();
        await page.getByLabel("Who lifts it").waitFor();
      },
    },
  ];
}

const seen = (words: string) => async (page: Page) => {
  await page.getByText(words).first().waitFor();
};

const fromMoneyMenu = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name }).click();
  await page.getByRole("dialog").first().waitFor();
};

async function moreOfDetails(page: Page) {
  await dialogOf("Change details")(page);
  await page.getByRole("button", { name: "More parties, law, earlier papers" }).click();
  await page.getByLabel("Also granted by").fill("Ada Lind");
}

/** A file in two versions, money that is due and a notice window: the paper says by when somebody must act. */
async function fileAPaper(page: Page) {
  const pdf = Buffer.from("%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");
  const paper = { name: "licence signed.pdf", mimeType: "application/pdf", buffer: pdf };
  await page.locator('input[accept^=".pdf"]').first().setInputFiles([paper]);
  await page.getByText("Version 1 ·").waitFor();
  await fromMoneyMenu("Add money that is due")(page);
  await page.getByLabel("What for").fill("Second half of the fee");
  await page.getByLabel("Amount").fill("1,200.50");
  await page.getByLabel("There is no document").check();
  await page.getByLabel("Why is there no document?").fill("Agreed by mail");
  await page.getByRole("dialog").getByRole("button", { name: "Record it" }).click();
  await page.getByText("1,200.50 EUR").first().waitFor();
  await fromMoneyMenu("Add a notice window")(page);
  await page.getByRole("combobox", { name: "Notice of what" }).click();
  await page.getByRole("option", { name: "Renegotiation" }).click();
  await page.getByLabel("Closes", { exact: true }).fill("60");
  await page.getByLabel("There is no document").check();
  await page.getByLabel("Why is there no document?").fill("Agreed by mail");
  await page.getByRole("dialog").getByRole("button", { name: "Record it" }).click();
  await page.getByText("Last day of notice for renegotiation").waitFor();
  await page.getByRole("heading", { name: "Money and notices" }).scrollIntoViewIfNeeded();
}

async function wouldTerminate(page: Page) {
  await dialogOf("What would change?")(page);
  await page.getByLabel("terminated").check();
  await page.getByRole("heading", { name: "Publications and approvals" }).waitFor();
}

/** Opens what the menu of the first rule offers under that name. */
const fromRuleMenu = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name: "What can be done with this rule" }).first().click();
  await page.getByRole("menuitem", { name }).click();
  await page.getByRole("dialog").first().waitFor();
};

/** Takes back one channel of a right, in every agreement. */
async function revokeAPart(page: Page) {
  await fromRuleMenu("Record that it was taken back")(page);
  const form = page.getByRole("dialog").last();
  await form.getByLabel("What was taken back", { exact: true }).first().click();
  await page.getByRole("option", { name: /^Everything granted of this right/ }).click();
  await form.getByLabel("Only a part of it").check();
  await form.getByLabel("On which channels (none: all)").getByRole("button").click();
  await page.getByPlaceholder("Find a channel").press("Escape");
  await form.getByLabel("Last day").scrollIntoViewIfNeeded();
}

/** Forbids everything the house has, except in some places, to some who act. */
async function forbidEverywhere(page: Page) {
  await page.getByRole("button", { name: "Add another rule" }).click();
  await page.getByRole("menuitem", { name: "Add a restriction" }).click();
  const form = page.getByRole("dialog").last();
  await form.getByLabel("Everything the house has").check();
  await form.getByRole("button", { name: /^Except on some channels/ }).click();
  await form.getByLabel("Only against these who act").fill("AgencyZ");
}

/** A grant that begins with an event, may be extended, under a paper that names no clock, with its rarest terms. */
async function openRareTerms(page: Page) {
  await dialogOf("Add a grant")(page);
  const form = page.getByRole("dialog").last();
  await form.getByLabel("With something that happens").check();
  await form.getByLabel("After a time").check();
  await form.getByLabel("There is an option to go on").check();
  await form.getByRole("button", { name: /^More terms/ }).click();
  await form.getByText("It rests on a licence that is not on file").waitFor();
}

async function openUseDetails(page: Page) {
  await page.getByRole("button", { name: /^More about the use/ }).click();
  await page.getByLabel("Who uses it").waitFor();
}

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("germ");
  await page.getByText("No longer for use in Germany").waitFor();
}

/** Who is lost keeps the navigation. */
async function seeTheWayOn(page: Page) {
  await page.getByRole("navigation").getByRole("link", { name: "Approvals" }).waitFor();
}

async function openCalendar(page: Page) {
  await dialogOf(/^Publish$/)(page);
  await page.getByRole("button", { name: "Open the calendar" }).first().click();
  await page.getByRole("button", { name: "Following month" }).waitFor();
}

/** One that is added, the same once more, and one that the server refuses. */
async function uploadThree(page: Page) {
  const png = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
  const buffer = await drawPicture(page, 77);
  const files = page.locator("input[data-choose=files]");
  await files.setInputFiles([png("lighthouse.png", buffer)]);
  await page.getByText(/^Added,/).waitFor();
  const refused = {
    status: 413,
    title: "Too large",
    code: "asset.too_large",
    detail: "It is larger than 2 GB.",
  };
  await page.route("**/api/v1/uploads", async (route) => {
    const name = Buffer.from("a very long name of a film.mov").toString("base64");
    if (route.request().headers()["upload-metadata"]?.includes(name) !== true) return route.continue();
    await route.fulfill({ status: 413, json: { type: "/problems/asset.too_large", ...refused } });
  });
  await files.setInputFiles([
    png("lighthouse again.png", buffer),
    png("a very long name of a film.mov", buffer),
  ]);
  await page.getByText("1 of 3 was not added").waitFor();
  await page.getByText(/Already in the library/).waitFor();
}

/** One that is stored, and what is known about it: an agreement with its terms. */
async function sayRights(page: Page) {
  const buffer = await drawPicture(page, 91);
  const file = { name: "fjord.png", mimeType: "image/png", buffer };
  await page.locator("input[data-choose=files]").setInputFiles([file]);
  await page.getByText(/^Added,/).waitFor();
  await dialogOf("Say what is known")(page);
  await page.getByRole("combobox", { name: /^Agreement/ }).fill("HS-LIND-1");
  await page.getByRole("option", { name: /^HS-LIND-1/ }).click();
  await page.getByText("On which of its terms?").waitFor();
}

/** A box, tried on an asset of the demo. */
async function tryPreset(page: Page) {
  await dialogOf("Add a preset")(page);
  const form = page.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).fill("Story");
  await form.getByText("An exact box, cut").click();
  await form.getByLabel("Width, pixels").fill("270");
  await form.getByLabel("Height, pixels").fill("480");
  await form.getByLabel("Try it on an asset").fill("ridge");
  await form.locator("li button").first().click();
  await form.getByText(/270 × 480 px/).waitFor();
}

async function writeWords(page: Page) {
  await dialogOf("Add a vocabulary")(page);
  const form = page.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).fill("Seasons");
  await form.getByLabel("Key").fill("seasons");
  await form.getByLabel("Add words").fill("Winter\nSpring\nSummer");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await form.getByLabel("Spring, in English").waitFor();
}

/** How many pixels something reaches past the right edge of what scrolls it. */
function overhang(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("[data-scroller], [role=dialog]")]
      .map((box) => ({ box, over: box.scrollWidth - box.clientWidth }))
      .filter(({ over }) => over > 0)
      .map(({ box, over }) => `${box.tagName.toLowerCase()} scrolls sideways by ${over} px`),
  );
}

/** Looks at the loaded screen in all looks; answers what is wrong. */
async function lookAt(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const { colorScheme, width, height } of looks) {
    const where = `${name}, ${colorScheme}, ${width}`;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${width}.png` });
    await expectAccessible(page, where).catch((error: Error) => wrong.push(`${where}: ${error.message}`));
    if (width < 1440) wrong.push(...(await overhang(page)).map((line) => `${where}: ${line}`));
  }
  return wrong;
}

test("every screen is accessible and fits, light and dark, wide and narrow", async ({ page }) => {
  test.setTimeout(900_000);
  mkdirSync(pictures, { recursive: true });
  const wrong: string[] = [];
  let now = "sign-in";
  page.on("pageerror", (error) => wrong.push(`${now}: ${error.message}`));
  page.on("console", (message) => {
    // Refused on purpose, by the screen of uploads.
    if (message.text().includes("413")) return;
    if (message.type() === "error") wrong.push(`${now}: ${message.text()} ${message.location().url}`);
  });
  const only = process.env.SCREENS?.split(",");
  await page.goto(`${placet.url}/sign-in`);
  await expect(page.getByLabel("Email")).toBeFocused();
  wrong.push(...(await lookAt(page, now)));
  await page.setViewportSize(looks[0]);
  await signIn(page, placet.url, marit);
  const screens = screensOf(await subjects(page));
  for (const { name, path, shows, open } of screens) {
    if (only !== undefined && !only.includes(name)) continue;
    now = name;
    try {
      await page.setViewportSize(looks[0]);
      await page.goto(`${placet.url}${path}`);
      await page.getByText(shows).filter({ visible: true }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await open?.(page);
      wrong.push(...(await lookAt(page, name)));
    } catch (error) {
      await page.screenshot({ path: `${pictures}/${name}-failed.png` });
      wrong.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  expect(wrong).toEqual([]);
});
