/** Fills the product's own forms with the facts of a worked case, field by field, as a rights manager would. */
import { expect, type Locator, type Page } from "@playwright/test";
import { drawPicture } from "./pictures";

export type Body = Record<string, unknown>;

const unitNames: Record<string, string> = { D: "days", W: "weeks", M: "months", Y: "years" };
const eventNames: Record<string, string> = {
  first_use: "The first use",
  first_publication: "The first publication",
  first_broadcast: "The first broadcast",
  delivery: "The delivery",
  signature: "The signature",
};

export const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
export const names = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value == null ? [] : [value]).map(String);
export const record = (value: unknown): Body => (value ?? {}) as Body;
export const list = (value: unknown): Body[] => (value ?? []) as Body[];

/** A fact says something no form was filled with: the answer would be another case's. */
export function allowOnly(fact: Body, keys: string) {
  const known = keys.split(" ");
  const unknown = Object.keys(fact).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`no form is filled with: ${unknown.join(", ")}`);
}

/** The dialog that was opened last; waits until it is there. */
export async function dialogOf(page: Page): Promise<Locator> {
  const form = page.getByRole("dialog").last();
  await form.waitFor();
  return form;
}

export async function send(form: Locator, action: string) {
  await form.getByRole("button", { name: action, exact: true }).click();
  await expect(form).toBeHidden({ timeout: 20_000 });
}

/** Leaves exactly these keys chosen in the picker behind a field of that name. */
export async function pick(page: Page, form: Locator, label: string | RegExp, keys: string[]) {
  const field = form.getByRole("group", { name: label, exact: typeof label === "string" });
  const chips = field.getByRole("button", { name: /^Take out / });
  if (await field.isVisible()) while ((await chips.count()) > 0) await chips.first().click();
  if (keys.length === 0) return;
  await field.getByRole("button").last().click();
  const find = page.getByPlaceholder(/^Find a /);
  for (const key of keys) {
    await find.fill(key);
    // Its box carries the key at the end of its id; other boxes may carry it as the end of theirs.
    await page.locator(`input[type=checkbox][id$="_-${key}"], input[type=checkbox][id$=":-${key}"]`).check();
  }
  await find.press("Escape");
  await expect(find).toBeHidden();
}

export async function select(page: Page, form: Locator, label: string, option: string | RegExp) {
  const field = form.getByLabel(label, { exact: true }).first();
  await field.click();
  await page
    .getByRole("option", { name: option, exact: typeof option === "string" })
    .first()
    .click();
}

/** Chooses in a list that is searched by typing. */
export async function search(page: Page, field: Locator, words: string, option: string | RegExp = words) {
  await field.click();
  await field.fill(words);
  await page
    .getByRole("option", { name: option, exact: typeof option === "string" })
    .first()
    .click();
}

/** '2026-12-01T09:00:00-05:00' as day and time by the clock of a zone; a local time stays what it is. */
export function wallClock(value: unknown, zone: string): { day: string; time: string } | null {
  if (isDay(value)) return { day: value, time: "" };
  const text = String(value ?? "");
  const local = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?$/.exec(text);
  if (local !== null) return { day: local[1] ?? "", time: local[2] ?? "" };
  const at = new Date(text);
  if (value == null || Number.isNaN(at.getTime())) return null;
  const written = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const [day = "", time = ""] = written.format(at).split(" ");
  return { day, time };
}

const isInstant = (value: unknown) => typeof value === "string" && /T.*(Z|[+-]\d{2}:\d{2})$/.test(value);

/** The clock a period is typed by. An instant in a period by the clocks of its places can be typed by any one clock. */
function zoneOf(period: Body): string {
  const zone = String(period.zone ?? "territory");
  return zone === "territory" && (isInstant(period.start) || isInstant(period.end)) ? "UTC" : zone;
}

async function chooseZone(page: Page, form: Locator, zone: string) {
  const field = form.getByLabel("By whose clock the days begin and end", { exact: true }).first();
  const named: Record<string, string> = {
    territory: "The clock of each place of use",
    silent: "The paper does not say",
  };
  const wanted = named[zone] ?? zone;
  if ((await field.inputValue()) === wanted) return;
  await search(page, field, wanted);
}

async function fillSpan(page: Page, form: Locator, count: string, unit: string, span: string) {
  const [, number = "", letter = ""] = /^P(\d+)([DWMY])$/.exec(span) ?? [];
  if (number === "") throw new Error(`no form is filled with the time ${span}`);
  await form.getByLabel(count, { exact: true }).fill(number);
  await select(page, form, unit, unitNames[letter] ?? letter);
}

async function fillTime(form: Locator, label: string, time: string) {
  if (time === "") return;
  await form.getByRole("button", { name: label, exact: true }).click();
  await form.getByLabel(label, { exact: true }).fill(time);
}

async function fillStart(page: Page, form: Locator, period: Body) {
  const starts = form.getByRole("radiogroup", { name: "From when" });
  const start = wallClock(period.start, zoneOf(period));
  const trigger = period.trigger as Body | undefined;
  if (start !== null) {
    await starts.getByLabel("On a day").check();
    await form.getByLabel("First day").fill(start.day);
    await fillTime(form, "From a time of day on", start.time);
  } else if (trigger !== undefined) {
    allowOnly(trigger, "event at longstop");
    await starts.getByLabel("With something that happens").check();
    const event = String(trigger.event);
    await select(page, form, "What it begins with", eventNames[event] ?? event);
    if (trigger.at !== undefined) await form.getByLabel("It happened on").fill(String(trigger.at));
    if (trigger.longstop !== undefined)
      await form.getByLabel("Too late after this day").fill(String(trigger.longstop));
  } else await starts.getByLabel("The paper names no start").check();
}

async function fillEnd(page: Page, form: Locator, period: Body) {
  const ends = form.getByRole("radiogroup", { name: "Until when" });
  const end = wallClock(period.end, zoneOf(period));
  if (period.end === "PERPETUAL") await ends.getByLabel("In perpetuity").check();
  else if (end !== null) {
    await ends.getByLabel("On a day").check();
    await form.getByLabel("Last day").fill(end.day);
    await fillTime(form, "Until a time of day", end.time);
  } else if (typeof period.duration === "string") {
    await ends.getByLabel("After a time").check();
    await fillSpan(page, form, "How long", "Days, weeks, months or years", period.duration);
  } else await ends.getByLabel("The paper does not say").check();
}

const optionStates: Record<string, string> = {
  exercised: "Taken",
  unexercised: "Not taken yet",
  lapsed: "Lapsed or given up",
};

/** The period of a grant. */
async function fillPeriod(page: Page, form: Locator, period: Body) {
  allowOnly(period, "start end duration zone zones trigger option auto_renew");
  await fillStart(page, form, period);
  await fillEnd(page, form, period);
  await chooseZone(page, form, zoneOf(period));
  if (period.zone === "silent") {
    const clocks = form.getByLabel("Clocks that come into question");
    for (const zone of names(period.zones)) await search(page, clocks, zone);
    await clocks.press("Escape");
  }
  const option = period.option as Body | undefined;
  if (option !== undefined) {
    allowOnly(option, "extends exercise_by status");
    await form.getByLabel("There is an option to go on").check();
    await fillSpan(page, form, "By how much", "By days, weeks, months or years", String(option.extends));
    const state = optionStates[String(option.status ?? "unexercised")] ?? "";
    await select(page, form, "How the option stands", state);
    if (option.exercise_by !== undefined)
      await form.getByLabel("To be taken by").fill(String(option.exercise_by));
  }
  if (period.auto_renew === true) await form.getByLabel(/^It goes on by itself/).check();
}

/** Channels, places, purposes and days of whatever is no grant; what is not said stays open. */
export async function fillScope(page: Page, form: Locator, body: Body) {
  await pick(page, form, /^On which channels/, names(body.channels));
  await pick(page, form, /^Where \(/, names(body.territories));
  await pick(page, form, /^For which purposes/, names(body.purposes));
  if (names(body.exclude).length + names(body.exclude_channels).length > 0) {
    await form.getByRole("button", { name: /^Except on some channels/ }).click();
    await pick(page, form, "Except on these channels", names(body.exclude_channels));
    await pick(page, form, "Except in these places", names(body.exclude));
  }
  if (body.period !== undefined) await fillScopePeriod(page, form, record(body.period));
}

async function fillScopePeriod(page: Page, form: Locator, period: Body) {
  allowOnly(period, "start end zone");
  const zone = zoneOf(period);
  const end = period.end === "PERPETUAL" ? null : wallClock(period.end, zone);
  if (end === null && period.end !== "PERPETUAL")
    throw new Error(`no form is filled with the end ${period.end}`);
  const start = wallClock(period.start, zone);
  if (start !== null) await form.getByLabel("From", { exact: true }).fill(start.day);
  if (end !== null) await form.getByLabel("Last day", { exact: true }).fill(end.day);
  if (start === null && end === null) return;
  await form.getByLabel("Last day", { exact: true }).press("Tab");
  if (start !== null && start.time !== "") await form.getByLabel("From what time").fill(start.time);
  if (end !== null && end.time !== "") await form.getByLabel("Until what time").fill(end.time);
  await chooseZone(page, form, zone);
}

const timings: Record<string, string> = {
  pre: "before use",
  concurrent: "with every use",
  post: "after use",
};
const dutyKinds = ["Credit", "Approval", "Notice", "Report", "Label"];
const capKinds: Record<string, string> = {
  cumulative: "in total",
  concurrent: "at one time",
  distinct_channels: "different channels",
};

async function fillDuties(page: Page, form: Locator, duties: Body[]) {
  for (const duty of duties) {
    allowOnly(duty, "id timing");
    await form.getByRole("button", { name: "Add a duty" }).click();
    const [kind = "", ...words] = String(duty.id).split(":");
    const known = dutyKinds.find((one) => one.toLowerCase() === kind);
    if (known !== undefined) {
      await form.getByLabel("What kind of duty", { exact: true }).last().click();
      await page.getByRole("option", { name: known, exact: true }).click();
    }
    const text = known === undefined ? String(duty.id) : words.join(":");
    if (text !== "") await form.getByLabel("Duty", { exact: true }).last().fill(text);
    await form.getByLabel("When", { exact: true }).last().click();
    await page.getByRole("option", { name: timings[String(duty.timing)] ?? "", exact: true }).click();
  }
}

async function fillCaps(page: Page, form: Locator, caps: Body[]) {
  for (const cap of caps) {
    allowOnly(cap, "id kind metric limit");
    await form.getByRole("button", { name: "Add a limit" }).click();
    await form.getByLabel("At most").last().fill(String(cap.limit));
    await form.getByLabel("of what").last().fill(String(cap.metric));
    await form.getByLabel("Counted").last().click();
    await page.getByRole("option", { name: capKinds[String(cap.kind)] ?? "", exact: true }).click();
  }
}

const bindings: Record<string, string> = {
  frozen: "The members on the day of signing",
  floating: "The members on the day of use",
  asymmetric: "Count only countries in both readings as certain",
};
const tests: Record<string, string> = {
  targeted: "Where it is aimed at",
  accessible: "Wherever it can be seen",
  unspecified: "The paper is unclear",
};
const embeddings: Record<string, string> = {
  rendered: "Drawn into them",
  embedded: "As a file that can be taken out",
  linked: "Linked",
  streamed: "Streamed",
};
const acts: Record<string, string> = {
  PUBLISH: "Put it out",
  CONTINUE: "Leave live what is out",
  PRODUCE: "Make something of it",
  RETAIN: "Keep it in an archive",
};

/** What a grant's own dialog takes besides the scope; what else a case tells of it is told elsewhere or by the clock. */
const told =
  "id interest agreement channels territories exclude purposes period signed review recorded_at superseded_at";
const furtherKeys =
  "exclude_channels modifications duties caps brands category_excluded sublicense runoff territory_binding " +
  "territory_test future_media guardian_signed embedding acts produce_window licensees upstream";

async function fillLists(page: Page, form: Locator, grant: Body) {
  await pick(page, form, "Except on these channels", names(grant.exclude_channels));
  const changes = names(grant.modifications);
  if (changes.length > 0 && changes.join() !== "any") {
    await form.getByLabel("Only some").last().check();
    await pick(page, form, "Allowed changes", changes);
  }
  await fillDuties(page, form, list(grant.duties));
  await fillCaps(page, form, list(grant.caps));
  const written = { brands: "Only for these brands", category_excluded: "Not for these product categories" };
  const more = { sublicense: "May be passed on to", licensees: "Only for these companies" };
  for (const [key, label] of Object.entries({ ...written, ...more })) {
    if (grant[key] !== undefined) await form.getByLabel(label).fill(names(grant[key]).join(", "));
  }
}

async function fillFurther(page: Page, form: Locator, grant: Body) {
  if (grant.runoff !== undefined) {
    const runoff = record(grant.runoff);
    allowOnly(runoff, "for channels");
    await fillSpan(
      page,
      form,
      "How long they may stay",
      "In days, weeks, months or years",
      String(runoff.for),
    );
    await pick(page, form, /^Where live uses may stay/, names(runoff.channels));
  }
  const binding = bindings[String(grant.territory_binding)];
  if (binding !== undefined) await select(page, form, "If a group of countries changes its members", binding);
  const test = tests[String(grant.territory_test)];
  if (test !== undefined) await select(page, form, "Where does an online use take place?", test);
  for (const way of names(grant.embedding)) {
    const group = form.getByRole("group", { name: "How it may be in other works" });
    await group.getByLabel(embeddings[way] ?? way).check();
  }
  for (const act of names(grant.acts)) await form.getByLabel(acts[act.toUpperCase()] ?? act).check();
  if (grant.produce_window !== undefined) {
    const window = record(grant.produce_window);
    if (window.zone !== "territory" || !isDay(window.end))
      throw new Error("no form is filled with this window");
    if (isDay(window.start)) await form.getByLabel("Made from it no earlier than").fill(window.start);
    await form.getByLabel("Made from it by").fill(window.end);
  }
  if (grant.future_media === true) await form.getByLabel(/^Also for channels that did not exist/).check();
  if (grant.guardian_signed === true) await form.getByLabel("Signed by a parent or guardian").check();
}

const notOnFile = "It rests on a licence that is not on file";

/** `papers` answers the reference of the paper a grant of the case stands in; nothing where it is not on file. */
async function fillChain(
  page: Page,
  form: Locator,
  grant: Body,
  papers: (grant: string) => string | undefined,
) {
  for (const name of names(grant.upstream)) {
    const paper = papers(name);
    if (paper === undefined) await form.getByLabel(notOnFile).check();
    else {
      const chain = form.getByLabel("Licences of others it rests on", { exact: true }).first();
      await search(page, chain, paper, new RegExp(`^${paper} `));
      const hint = form.getByText("What was granted to the licensor");
      await hint
        .locator("xpath=ancestor::*[.//input[@type='checkbox']][1]")
        // The rules of the chosen paper appear once they are read; until then this stands alone.
        .getByRole("checkbox", { name: new RegExp(`^(?!${notOnFile})`) })
        .first()
        .check();
    }
  }
}

export async function fillGrant(
  page: Page,
  form: Locator,
  grant: Body,
  papers: (grant: string) => string | undefined,
) {
  allowOnly(grant, `${told} ${furtherKeys}`);
  await pick(page, form, "On which channels", names(grant.channels));
  await pick(page, form, "Where", names(grant.territories));
  if (names(grant.exclude).length > 0) {
    const open = form.getByRole("button", { name: "Except some places" });
    if (await open.isVisible()) await open.click();
    await pick(page, form, "Except", names(grant.exclude));
  }
  await fillPeriod(page, form, record(grant.period));
  const purposes = names(grant.purposes);
  const choice = form.getByRole("radiogroup", { name: "For which purpose" });
  await choice.getByLabel(purposes.includes("any") ? "Any purpose" : "Only some").check();
  const named = purposes.filter((one) => one !== "any");
  if (named.length > 0 && purposes.includes("any")) throw new Error("no form is filled with any and more");
  if (named.length > 0) await pick(page, form, "Purposes", named);
  if (!furtherKeys.split(" ").some((key) => grant[key] !== undefined)) return;
  await form.getByRole("button", { name: /^More terms/ }).click();
  await fillLists(page, form, grant);
  await fillFurther(page, form, grant);
  await fillChain(page, form, grant, papers);
}

/** Where it is written: the words of the case's own title. */
export async function fillEvidence(form: Locator, words: string) {
  await form.getByLabel("In the paper, in these words").check();
  await form.getByLabel("Words of the paper").fill(words);
}

/** Uploads a picture of that name; what is under test are the forms of rights. */
export async function upload(page: Page, title: string, seed: number): Promise<string> {
  const picture = (await drawPicture(page, seed, 0.1)).toString("base64");
  return page.evaluate(
    async ([title, picture]) => {
      const csrf = /placet_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      const form = new FormData();
      form.append("metadata", new Blob([JSON.stringify({ title })], { type: "application/json" }));
      form.append("file", new Blob([bytes], { type: "image/png" }), `${title}.png`);
      const headers = { "Placet-CSRF": csrf };
      const answer = await fetch("/api/v1/assets", { method: "POST", headers, body: form });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { asset: { id: string } }).asset.id;
    },
    [title, picture] as const,
  );
}
