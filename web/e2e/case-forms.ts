/** Fills the product's own forms with the facts of a worked case, field by field, as a rights manager would. */
import { expect, type Locator, type Page } from "@playwright/test";
import { drawPicture } from "./pictures";

export type Body = Record<string, unknown>;

const unitNames: Record<string, string> = { D: "days", W: "weeks", M: "months", Y: "years" };
const eventNames: Record<string, string> = { first_use: "The first use" };

export const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
export const names = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value == null ? [] : [value]).map(String);
const record = (value: unknown): Body => (value ?? {}) as Body;

/** Chooses keys in the picker behind a field of that name. */
export async function pick(page: Page, form: Locator, label: string | RegExp, keys: string[]) {
  if (keys.length === 0) return;
  const field = form.getByRole("group", { name: label });
  await field.getByRole("button").last().click();
  const find = page.getByPlaceholder(/^Find a /);
  for (const key of keys) {
    await find.fill(key);
    await find.press("Enter");
  }
  await find.press("Escape");
  await expect(find).toBeHidden();
}

export async function select(page: Page, form: Locator, label: string, option: string | RegExp) {
  await form.getByLabel(label, { exact: true }).first().click();
  await page
    .getByRole("option", { name: option, exact: typeof option === "string" })
    .first()
    .click();
}

async function fillSpan(page: Page, form: Locator, count: string, unit: string, span: string) {
  const [, number = "", letter = ""] = /^P(\d+)([DWMY])$/.exec(span) ?? [];
  await form.getByLabel(count, { exact: true }).fill(number);
  await select(page, form, unit, unitNames[letter] ?? letter);
}

async function fillStart(page: Page, form: Locator, period: Body) {
  const starts = form.getByRole("radiogroup", { name: "From when" });
  const trigger = period.trigger as Body | undefined;
  if (isDay(period.start)) {
    await starts.getByLabel("On a day").check();
    await form.getByLabel("First day").fill(period.start);
  } else if (trigger !== undefined) {
    await starts.getByLabel("With something that happens").check();
    await select(
      page,
      form,
      "What it begins with",
      eventNames[String(trigger.event)] ?? String(trigger.event),
    );
    if (isDay(trigger.at)) await form.getByLabel("It happened on").fill(trigger.at);
    if (isDay(trigger.longstop)) await form.getByLabel("Too late after this day").fill(trigger.longstop);
  } else await starts.getByLabel("The paper names no start").check();
}

async function fillEnd(page: Page, form: Locator, period: Body) {
  const ends = form.getByRole("radiogroup", { name: "Until when" });
  if (isDay(period.end)) {
    await ends.getByLabel("On a day").check();
    await form.getByLabel("Last day").fill(period.end);
  } else if (period.end === "PERPETUAL") await ends.getByLabel("In perpetuity").check();
  else if (typeof period.duration === "string") {
    await ends.getByLabel("After a time").check();
    await fillSpan(page, form, "How long", "Days, weeks, months or years", period.duration);
  } else await ends.getByLabel("The paper does not say").check();
}

async function fillPeriod(page: Page, form: Locator, period: Body) {
  await fillStart(page, form, period);
  await fillEnd(page, form, period);
  if (period.zone === "silent") {
    await select(page, form, "By whose clock the days begin and end", "The paper does not say");
    const clocks = form.getByLabel("Clocks that come into question");
    for (const zone of names(period.zones)) {
      await clocks.fill(zone);
      await page.getByRole("option", { name: zone, exact: true }).click();
    }
    await clocks.press("Escape");
  }
  const option = period.option as Body | undefined;
  if (option !== undefined) {
    await form.getByLabel("There is an option to go on").check();
    await fillSpan(page, form, "By how much", "By days, weeks, months or years", String(option.extends));
    const state = option.status === "exercised" ? "Taken" : "Not taken yet";
    await select(page, form, "How the option stands", state);
  }
  if (period.auto_renew === true) await form.getByLabel(/^It goes on by itself/).check();
}

async function fillDuties(page: Page, form: Locator, duties: Body[]) {
  for (const duty of duties) {
    await form.getByRole("button", { name: "Add a duty" }).click();
    await form.getByLabel("Duty", { exact: true }).last().fill(String(duty.id));
    if (duty.timing === "pre") {
      await form.getByLabel("When", { exact: true }).last().click();
      await page.getByRole("option", { name: "before use" }).click();
    }
  }
}

async function fillCaps(page: Page, form: Locator, caps: Body[]) {
  for (const cap of caps) {
    await form.getByRole("button", { name: "Add a limit" }).click();
    await form.getByLabel("At most").last().fill(String(cap.limit));
    await form.getByLabel("of what").last().fill(String(cap.metric));
    if (cap.kind === "distinct_channels") {
      await form.getByLabel("Counted").last().click();
      await page.getByRole("option", { name: "different channels" }).click();
    }
  }
}

async function fillMore(page: Page, form: Locator, grant: Body) {
  const runoff = grant.runoff as Body | undefined;
  const more = ["duties", "caps", "sublicense", "runoff", "guardian_signed"];
  if (!more.some((key) => grant[key] !== undefined)) return;
  await form.getByRole("button", { name: /^More terms/ }).click();
  await fillDuties(page, form, (grant.duties ?? []) as Body[]);
  await fillCaps(page, form, (grant.caps ?? []) as Body[]);
  const passed = names(grant.sublicense);
  if (passed.length > 0) await form.getByLabel("May be passed on to").fill(passed.join(", "));
  if (runoff !== undefined) {
    const days = /^P(\d+)D$/.exec(String(runoff.for))?.[1] ?? "";
    await form.getByLabel("Days that live uses may stay after the end").fill(days);
    await pick(page, form, /^Where live uses may stay/, names(runoff.channels));
  }
  if (grant.guardian_signed === true) await form.getByLabel("Signed by a parent or guardian").check();
}

export async function fillGrant(page: Page, form: Locator, grant: Body) {
  await pick(page, form, "On which channels", names(grant.channels));
  await pick(page, form, "Where", names(grant.territories));
  if (names(grant.exclude).length > 0) {
    await form.getByRole("button", { name: "Except some places" }).click();
    await pick(page, form, "Except", names(grant.exclude));
  }
  await fillPeriod(page, form, record(grant.period));
  await form.getByLabel("Only some").first().check();
  await pick(page, form, "Purposes", names(grant.purposes));
  await fillMore(page, form, grant);
}

/** Where it is written: the words of the case's own title. */
export async function fillEvidence(form: Locator, words: string) {
  await form.getByLabel("In the paper, in these words").check();
  await form.getByLabel("Words of the paper").fill(words);
}

/** Uploads a picture of that name; what is under test are the forms of rights. */
export async function upload(page: Page, title: string, seed: number): Promise<string> {
  const picture = (await drawPicture(page, seed)).toString("base64");
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

const completeness: Record<string, RegExp> = {
  complete: /^Everything/,
  partial: /^A part/,
  none: /^Nothing yet/,
};

const kindNames: Record<string, string> = {
  "copyright.work": "Copyright in the work",
  likeness: "Likeness of a person",
};

/** Records a right on the asset's page, which is open at its rights. */
export async function recordInterest(page: Page, interest: Body, person?: string) {
  const first = page.getByRole("button", { name: "Only say what must be cleared, without a paper" });
  const add = page.getByRole("button", { name: "Add", exact: true });
  await first.or(add).first().waitFor();
  if (await first.isVisible()) await first.click();
  else {
    await add.click();
    await page.getByRole("menuitem", { name: "Something that must be cleared" }).click();
  }
  const form = page.getByRole("dialog").last();
  await select(
    page,
    form,
    "What must be cleared?",
    kindNames[String(interest.kind)] ?? String(interest.kind),
  );
  await form.getByLabel("Of whom or what").fill(String(interest.id));
  if (person !== undefined) await select(page, form, "Record of the person", new RegExp(person));
  await form.getByLabel(completeness[String(interest.completeness)] ?? /^Nothing yet/).check();
  await form.getByRole("button", { name: "Record it" }).click();
  await expect(form).toBeHidden();
}

/** 'RC-25 AG1': what the paper of a grant is filed under. */
export const referenceOf = (words: string, grant: Body) => `${words.split(" ")[0]} ${grant.agreement}`;

/** Records a grant with its paper in the guided dialog, from the asset's page. */
export async function recordGrant(page: Page, grant: Body, words: string) {
  await page
    .getByRole("button", { name: /^Record a licence/ })
    .first()
    .click();
  const form = page.getByRole("dialog").last();
  await form.getByLabel("A right on record").check();
  await form.getByLabel(new RegExp(`, ${String(grant.interest)}$`)).check();
  await form.getByLabel(/^Title/).fill(words);
  await form.getByLabel(/^Reference/).fill(referenceOf(words, grant));
  await form.getByLabel(/^Signed on/).fill(String(grant.signed ?? "2026-01-01"));
  await form.getByRole("button", { name: "Continue" }).click();
  await fillGrant(page, form, grant);
  await form.getByRole("button", { name: "Continue" }).click();
  await fillEvidence(form, words);
  await form.getByRole("button", { name: "Record the licence" }).click();
  await expect(form.getByText(/is on record/)).toBeVisible({ timeout: 20_000 });
  await form.getByRole("button", { name: "Done" }).click();
  await expect(form).toBeHidden();
}
