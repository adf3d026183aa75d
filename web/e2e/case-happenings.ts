/** What a worked case tells besides its grants, recorded in the product's own dialogs. */
import { expect, type Locator, type Page } from "@playwright/test";
import {
  allowOnly,
  type Body,
  dialogOf,
  fillEvidence,
  fillScope,
  names,
  search,
  select,
  send,
  wallClock,
} from "./case-forms";

const scope = "channels exclude_channels territories exclude purposes period";
/** Names, papers and moments, which are told elsewhere or by the clock. */
const told = "id agreement review recorded_at superseded_at";

const completeness: Record<string, RegExp> = {
  complete: /^Everything:/,
  partial: /^A part:/,
  none: /^Nothing yet/,
};

/** Records a right on the asset's page, which is open at its rights. `kind` is its name as people read it. */
export async function recordInterest(page: Page, interest: Body, kind: string, person?: string) {
  allowOnly(interest, "id asset kind completeness person not_required");
  const first = page.getByRole("button", { name: "Only say what must be cleared, without a paper" });
  const add = page.getByRole("button", { name: "Add", exact: true });
  await first.or(add).first().waitFor();
  if (await first.isVisible()) await first.click();
  else {
    await add.click();
    await page.getByRole("menuitem", { name: "Something that must be cleared" }).click();
  }
  const form = await dialogOf(page);
  await select(page, form, "What must be cleared?", kind);
  await form.getByLabel("Of whom or what").fill(String(interest.id));
  if (person !== undefined) await select(page, form, "Record of the person", new RegExp(person));
  await form.getByLabel(completeness[String(interest.completeness ?? "none")] ?? "").check();
  if (typeof interest.not_required === "string") {
    await form.getByLabel("Nobody needs to allow it").check();
    await form.getByLabel("Why not?").fill(interest.not_required);
  }
  await send(form, "Record it");
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

const embeddings: Record<string, string> = {
  rendered: "Drawn into it",
  embedded: "As a file that can be taken out",
  linked: "Linked",
};

/** On the asset's page, which is open at its rights. */
export async function recordComponent(
  page: Page,
  link: Body,
  child: string,
  nameOf: (key: string) => string,
) {
  allowOnly(link, "parent child status embedding modifications");
  const add = page.getByRole("button", { name: "Add", exact: true });
  const first = page.getByRole("button", { name: "It contains another asset" });
  await first.or(add).first().waitFor();
  if (await first.isVisible()) await first.click();
  else {
    await add.click();
    await page.getByRole("menuitem", { name: "Another asset that is in it" }).click();
  }
  const form = await dialogOf(page);
  await form.getByLabel("Which asset is in it?").fill(child);
  await form
    .getByRole("button", { name: new RegExp(child) })
    .first()
    .click();
  if (link.embedding !== undefined)
    await select(page, form, "How it is in there", embeddings[String(link.embedding)] ?? "");
  const changed = form.getByLabel("How it was changed for it", { exact: true }).first();
  for (const key of names(link.modifications)) await search(page, changed, nameOf(key));
  const status = String(link.status ?? "confirmed");
  const certain = form.getByLabel("I am sure that it is in there");
  if (status !== "confirmed") await certain.uncheck();
  await send(form, "Add it");
  if (status !== "rejected") return;
  await page.getByRole("button", { name: "It is not", exact: true }).first().click();
  await expect(page.getByRole("button", { name: "It is not", exact: true })).toBeHidden();
}

/** On the asset's page, which is open at its rights. */
export async function recordFlag(page: Page, flag: string) {
  await page.getByRole("button", { name: "Add a mark" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Mark", { exact: true }).first().fill(flag);
  await send(form, "Mark it");
}

/** On the page of the rights policy. */
export async function recordDutyRule(page: Page, rule: Body) {
  allowOnly(rule, `id flag ${scope}`);
  await page.getByRole("button", { name: "Add a duty" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Title", { exact: true }).fill(String(rule.id));
  await form.getByLabel("Short name").fill(String(rule.id));
  await form.getByLabel("For assets marked as").fill(String(rule.flag));
  await form.getByLabel("What has to be done").fill("Say what it is.");
  await fillScope(page, form, rule);
  await send(form, "Record the duty");
}

const majorities: Record<string, string> = {
  review: "Not known until they agree themselves",
  continue: "The guardian’s consent goes on",
  end: "The guardian’s consent ends",
};
const tests: Record<string, string> = {
  targeted: "Where it is aimed at",
  accessible: "Wherever it can be seen",
  unspecified: "Not known, unless both readings agree",
};

/** On the page of the rights policy. */
export async function recordPolicy(page: Page, policy: Body) {
  allowOnly(policy, "minor_majority territory_test");
  await page.getByRole("button", { name: "Change", exact: true }).first().click();
  const form = await dialogOf(page);
  const majority = majorities[String(policy.minor_majority)];
  if (majority !== undefined) await form.getByLabel(majority).check();
  const test = tests[String(policy.territory_test)];
  if (test !== undefined) await form.getByLabel(test).check();
  await send(form, "Save the policy");
}

const reaches: Record<string, string> = {
  agreement: "Only what this agreement allows",
  interest: "One right, whoever grants it",
  asset: "The whole asset",
  organisation: "Everything the house has",
};

/** Whose title, or whose name and asset, what is bound goes by. */
type Bound = { asset: string; interest: string };

/** Finds what is bound among what the paper is about, or in the whole house. */
async function chooseBound(page: Page, form: Locator, reach: string, { asset, interest }: Bound) {
  if (reach === "asset") {
    const field = form.getByLabel("Which asset", { exact: true }).first();
    await field.click();
    const option = page.getByRole("option", { name: asset, exact: true });
    const hit = form.getByRole("button", { name: new RegExp(asset) });
    if ((await field.getAttribute("aria-haspopup")) === "listbox") await option.click();
    else {
      await field.fill(asset);
      await hit.first().click();
    }
  }
  if (reach === "interest") {
    const own = form.getByLabel("Which right", { exact: true }).first();
    const others = form.getByLabel("For which asset?");
    await own.or(others).first().waitFor();
    const name = new RegExp(`, ${interest}$`);
    let isOwn = await own.isVisible();
    if (isOwn) {
      await own.click();
      await page.getByRole("option").first().waitFor();
      isOwn = (await page.getByRole("option", { name }).count()) > 0;
      if (isOwn) await page.getByRole("option", { name }).first().click();
      else await form.getByRole("button", { name: "Another right" }).click();
    }
    if (!isOwn) {
      await others.fill(asset);
      await form
        .getByRole("button", { name: new RegExp(asset) })
        .first()
        .click();
      await form.getByLabel(name).check();
    }
  }
}

/** On the agreement's page. */
export async function recordRestriction(page: Page, restriction: Body, bound: Bound, words: string) {
  allowOnly(restriction, `${told} reach asset interest code brands brands_except categories actors ${scope}`);
  await page.getByRole("button", { name: "Add another rule" }).click();
  await page.getByRole("menuitem", { name: "Add a restriction" }).click();
  const form = await dialogOf(page);
  const reach = String(restriction.reach);
  await form.getByLabel(reaches[reach] ?? "", { exact: true }).check();
  await chooseBound(page, form, reach, bound);
  const code = String(restriction.code ?? "PROHIBITED").replaceAll("_", " ");
  await select(page, form, "What kind of restriction", code.charAt(0) + code.slice(1).toLowerCase());
  await fillScope(page, form, restriction);
  const selectors = {
    brands: "Only against these brands",
    brands_except: "Against everybody but these brands",
    categories: "Only for these product categories",
    actors: "Only against these who act",
  };
  for (const [key, label] of Object.entries(selectors)) {
    if (restriction[key] !== undefined)
      await form.getByLabel(label, { exact: true }).fill(names(restriction[key]).join(", "));
  }
  await fillEvidence(form, words);
  await send(form, "Record the restriction");
}

/** On the page of the agreement whose restriction is lifted; `at` is its place among the restrictions there. */
export async function recordWaiver(page: Page, waiver: Body, at: number, words: string) {
  allowOnly(waiver, `${told} restriction ${scope}`);
  await page.getByRole("button", { name: "Add another rule" }).click();
  await page.getByRole("menuitem", { name: "Add a waiver" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Which restriction is lifted").first().click();
  await page.getByRole("option").nth(at).click();
  await form.getByLabel("Who lifts it").fill("Whoever it was promised to");
  await fillScope(page, form, waiver);
  await fillEvidence(form, words);
  await send(form, "Record the waiver");
}

const revocations: Record<string, string> = {
  prospective: "From a day on",
  breach: "From a day on, because we broke it",
  ab_initio: "As if it had never been given",
  disputed: "Somebody says so, and it is disputed",
};

/** On the page of the agreement, from the menu of the grant. Times are typed by the clock of the browser. */
export async function recordRevocation(
  page: Page,
  rule: Locator,
  revocation: Body,
  zone: string,
  words: string,
) {
  allowOnly(revocation, `${told} grant interest kind effective grace_days ${scope}`);
  await rule.getByRole("button", { name: "What can be done with this rule" }).click();
  await page.getByRole("menuitem", { name: "Record that it was taken back" }).click();
  const form = await dialogOf(page);
  if (revocation.grant === undefined) {
    const target = revocation.interest === undefined ? /^Everything in this/ : /^Everything granted of this/;
    await select(page, form, "What was taken back", target);
  }
  await form.getByLabel(revocations[String(revocation.kind)] ?? "", { exact: true }).check();
  const effective = wallClock(revocation.effective, zone);
  if (effective !== null) {
    await form.getByLabel("From which day").fill(effective.day);
    if (effective.time !== "") await form.getByLabel("At what time").fill(effective.time);
  }
  const grace = revocation.grace_days;
  if (grace !== undefined) await form.getByLabel("Days of grace for live uses").fill(String(grace));
  if (scope.split(" ").some((key) => revocation[key] !== undefined)) {
    await form.getByLabel("Only a part of it").check();
    await fillScope(page, form, revocation);
  }
  await fillEvidence(form, words);
  await send(form, "Record it");
}

/** On the agreement's page; `at` is the place of the limit among those there. */
export async function recordUsage(page: Page, usage: Body, at: number, nameOf: (channel: string) => string) {
  allowOnly(usage, "cap qty reserved channel start end recorded_at");
  await page.getByRole("button", { name: "Add a use", exact: true }).nth(at).click();
  const form = await dialogOf(page);
  await form.getByLabel(usage.reserved === true ? "It is reserved" : "It was used").check();
  if (usage.channel !== undefined) {
    const field = form.getByLabel("Which channel", { exact: true }).first();
    await search(page, field, nameOf(String(usage.channel)));
  } else await form.getByLabel(/^How much/).fill(String(usage.qty));
  if (usage.start !== undefined) await form.getByLabel("From", { exact: true }).fill(String(usage.start));
  if (usage.end !== undefined) await form.getByLabel("Until", { exact: true }).fill(String(usage.end));
  await send(form, "Record it");
}

const dutyActs: Record<string, string> = {
  fulfilled: "Settle",
  approved: "Settle",
  refused: "Refuse",
  waived: "Waive",
};

/** On the agreement's page, which has one duty. */
export async function recordDutyEvent(page: Page, event: Body) {
  allowOnly(event, "duty grant state at recorded_at");
  const act = dutyActs[String(event.state)];
  await page.getByRole("button", { name: act ?? "Refuse", exact: true }).click();
  const form = await dialogOf(page);
  if (event.state === "breached") await form.getByLabel("It was breached").check();
  if (event.at !== undefined) await form.getByLabel("When", { exact: true }).fill(String(event.at));
  await send(form, "Record it");
}

/** On the agreement's page. */
export async function recordEngagement(page: Page, engagement: Body, words: string) {
  allowOnly(engagement, `${told} actor relation brands ${scope}`);
  await page.getByRole("button", { name: "Add an engagement" }).click();
  const form = await dialogOf(page);
  await form.getByLabel("Who acts").fill(String(engagement.actor));
  const relation = String(engagement.relation);
  await form.getByLabel("As what").fill(relation === "agency_acting_for" ? "Agency acting for us" : relation);
  if (engagement.brands !== undefined)
    await form.getByLabel("Only for these brands").fill(names(engagement.brands).join(", "));
  await fillScope(page, form, engagement);
  await fillEvidence(form, words);
  await send(form, "Record the engagement");
}
