/** What happens under the papers of a worked case, recorded in the product's own dialogs. */
import { expect, type Locator, type Page } from "@playwright/test";
import { type Body, fillEvidence, isDay, names, pick, select } from "./case-forms";

/** The dialog that was opened last; waits until it is there. */
async function dialogOf(page: Page): Promise<Locator> {
  const form = page.getByRole("dialog").last();
  await form.waitFor();
  return form;
}

async function send(form: Locator, action: string) {
  await form.getByRole("button", { name: action, exact: true }).click();
  await expect(form).toBeHidden({ timeout: 20_000 });
}

const reaches: Record<string, string> = {
  agreement: "Only what this agreement allows",
  interest: "One right, whoever grants it",
  asset: "The whole asset",
};

/** '2026-12-01T09:00:00-05:00' as the day and the time its paper names. */
function wallClock(value: unknown): { day: string; time: string } | null {
  if (isDay(value)) return { day: value, time: "" };
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(String(value ?? ""));
  return found === null ? null : { day: found[1] ?? "", time: found[2] ?? "" };
}

async function fillScopePeriod(page: Page, form: Locator, period: Body) {
  const [start, end] = [wallClock(period.start), wallClock(period.end)];
  if (start !== null) await form.getByLabel("From", { exact: true }).fill(start.day);
  if (end !== null) await form.getByLabel("Last day", { exact: true }).fill(end.day);
  if (start !== null && start.time !== "") await form.getByLabel("From what time").fill(start.time);
  if (end !== null && end.time !== "") await form.getByLabel("Until what time").fill(end.time);
  const zone = String(period.zone ?? "territory");
  if (zone !== "territory") {
    const field = form.getByLabel("By whose clock the days begin and end", { exact: true }).first();
    await field.click();
    await field.fill(zone);
    await page.getByRole("option", { name: zone, exact: true }).click();
  }
}

/** On the agreement's page. */
export async function recordRestriction(page: Page, restriction: Body, asset: string, words: string) {
  await page.getByRole("button", { name: "Add another rule" }).click();
  await page.getByRole("menuitem", { name: "Add a restriction" }).click();
  const form = await dialogOf(page);
  await form.getByLabel(reaches[String(restriction.reach)] ?? "").check();
  if (restriction.reach === "asset") await select(page, form, "Which asset", asset);
  if (restriction.reach === "interest")
    await select(page, form, "Which right", new RegExp(`${restriction.interest}$`));
  const code = String(restriction.code ?? "PROHIBITED").replaceAll("_", " ");
  await select(page, form, "What kind of restriction", code.charAt(0) + code.slice(1).toLowerCase());
  await pick(page, form, /^On which channels/, names(restriction.channels));
  await pick(page, form, /^Where/, names(restriction.territories));
  if (restriction.period !== undefined) await fillScopePeriod(page, form, restriction.period as Body);
  await fillEvidence(form, words);
  await send(form, "Record the restriction");
}

/** On the agreement's page, which has one restriction. */
export async function recordWaiver(page: Page, territories: string[], words: string) {
  await page.getByRole("button", { name: "Add another rule" }).click();
  await page.getByRole("menuitem", { name: "Add a waiver" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Which restriction is lifted").click();
  await page.getByRole("option").first().click();
  await form.getByLabel("Who lifts it").fill("Whoever it was promised to");
  await pick(page, form, /^Where/, territories);
  await fillEvidence(form, words);
  await send(form, "Record the waiver");
}

const revocations: Record<string, string> = {
  prospective: "From a day on",
  ab_initio: "As if it had never been given",
  disputed: "Somebody says so, and it is disputed",
};

/** On the page of the agreement with the grant. Times are typed by the clock of the browser. */
export async function recordRevocation(page: Page, revocation: Body, zone: string, words: string) {
  await page.getByRole("button", { name: "What can be done with this rule" }).first().click();
  await page.getByRole("menuitem", { name: "Record that it was taken back" }).click();
  const form = await dialogOf(page);
  await form.getByLabel(revocations[String(revocation.kind)] ?? "", { exact: true }).check();
  const at = new Date(String(revocation.effective));
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const [day = "", time = ""] = wall.format(at).split(" ");
  await form.getByLabel("From which day").fill(day);
  await form.getByLabel("At what time").fill(time);
  const grace = revocation.grace_days;
  if (grace !== undefined) await form.getByLabel("Days of grace for live uses").fill(String(grace));
  await fillEvidence(form, words);
  await send(form, "Record it");
}

/** On the agreement's page, which has one limit in number. */
export async function recordUsage(page: Page, usage: Body, channelName: string) {
  await page.getByRole("button", { name: "Add a use" }).click();
  const form = await dialogOf(page);
  await form.getByLabel(usage.reserved === true ? "It is reserved" : "It was used").check();
  if (usage.channel !== undefined) {
    const field = form.getByLabel("Which channel", { exact: true }).first();
    await field.click();
    await field.fill(channelName);
    await page.getByRole("option", { name: channelName, exact: true }).click();
  } else await form.getByLabel(/^How much/).fill(String(usage.qty));
  await send(form, "Record it");
}

/** On the agreement's page, which has one duty. */
export async function refuseDuty(page: Page) {
  await page.getByRole("button", { name: "Refuse", exact: true }).click();
  const form = await dialogOf(page);
  await send(form, "Record it");
}

/** On the agreement's page. */
export async function recordEngagement(page: Page, engagement: Body, words: string) {
  await page.getByRole("button", { name: "Add an engagement" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Who acts").fill(String(engagement.actor));
  await form.getByLabel("As what").fill("Agency acting for us");
  await fillScopePeriod(page, form, engagement.period as Body);
  await fillEvidence(form, words);
  await send(form, "Record the engagement");
}

/** On the asset's page, which is open at its rights. */
export async function recordComponent(page: Page, child: string, sure: boolean) {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Another asset that is in it" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Which asset is in it?").fill(child);
  await form
    .getByRole("button", { name: new RegExp(child) })
    .or(form.getByRole("option", { name: new RegExp(child) }))
    .first()
    .click();
  const certain = form.getByLabel("I am sure that it is in there");
  if (!sure) await certain.uncheck();
  await send(form, "Add it");
}

/** Among the people shown. */
export async function recordPerson(page: Page, server: string, name: string, born: string) {
  await page.goto(`${server}/releases?show=people`);
  await page.getByRole("button", { name: "Add a person" }).first().click();
  const form = await dialogOf(page);
  await form.getByLabel(/^Name/).fill(name);
  await form.getByLabel("Day of birth").fill(born);
  await send(form, "Record the person");
  await page.waitForURL(/releases\/people\//);
}
