/** Records whatever a worked case gives, each fact in the form a rights manager would use for it. */
import { expect, type Locator, type Page } from "@playwright/test";
import {
  type Body,
  dialogOf,
  fillEvidence,
  fillGrant,
  list,
  names,
  select,
  send,
  upload,
} from "./case-forms";
import * as happenings from "./case-happenings";
import { read } from "./person";

export type Case = { id: string; title: string; given: Body; request: Body; expect: Body };

type Named = { key: string; name: string };
type Reference = {
  channels: Named[];
  interest_kinds: Named[];
  modifications: Named[];
  territories: { code: string; name: string }[];
  territory_groups: Named[];
};

/** A paper of the house: where it is, and what stands in it, in the order of the record. */
type Paper = { id: string; restrictions: string[]; caps: string[] };

const lists = [
  "grants",
  "restrictions",
  "waivers",
  "revocations",
  "engagements",
  "usage",
  "duty_events",
] as const;
type List = (typeof lists)[number];
export type Step = { at: string; list: List | "withdrawn"; fact: Body };

/** When what a case gives no moment for is recorded, in a case that tells moments. */
export const longKnown = "2025-01-01T00:00:00Z";

/** What happens, in the order of time; at one moment a rule comes before what happened to it. */
export function stepsOf({ given }: Case): Step[] {
  const at = (fact: Body) => String(fact.recorded_at ?? longKnown);
  const rests = (fact: Body) => (names(fact.upstream).length > 0 ? 1 : 0);
  const steps = lists.flatMap((key): Step[] => {
    const facts = list(given[key]).sort((a, b) => rests(a) - rests(b));
    const isReplaced = (fact: Body) =>
      facts.some((other) => other.id === fact.id && other.recorded_at === fact.superseded_at);
    const gone = facts.filter((fact) => fact.superseded_at !== undefined && !isReplaced(fact));
    return [
      ...facts.map((fact): Step => ({ at: at(fact), list: key, fact })),
      ...gone.map((fact): Step => ({ at: String(fact.superseded_at), list: "withdrawn", fact })),
    ];
  });
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** True where the order of time matters, or where the whole house is spoken of: such a case has a house of its own. */
export function needsOwnHouse(one: Case): boolean {
  const moments = lists.some((key) => list(one.given[key]).some((fact) => fact.recorded_at !== undefined));
  const everything = list(one.given.restrictions).some((fact) => /^organi/.test(String(fact.reach)));
  return moments || everything || one.given.policy !== undefined || one.request.belief !== undefined;
}

export class CaseRecorder {
  readonly assets = new Map<string, string>();
  private readonly papers = new Map<string, Paper>();
  /** Grants by their names in the case: the reference of their paper, and the fact. */
  private readonly rules = new Map<string, { paper: string; fact: string }>();
  private readonly words: string;

  constructor(
    private readonly page: Page,
    private readonly server: () => string,
    private readonly reference: Reference,
    private readonly one: Case,
    /** Tells the pictures of one house apart. */
    private readonly nextSeed: () => number,
  ) {
    this.words = `${one.id} ${one.title}`;
  }

  static async open(
    page: Page,
    server: () => string,
    one: Case,
    nextSeed: () => number,
  ): Promise<CaseRecorder> {
    return new CaseRecorder(page, server, await read<Reference>(page, "/rights/reference"), one, nextSeed);
  }

  readonly nameOf = {
    channel: (key: string) => this.named(this.reference.channels, key),
    modification: (key: string) => this.named(this.reference.modifications, key),
    territory: (code: string) =>
      this.reference.territories.find((one) => one.code === code)?.name ??
      this.named(this.reference.territory_groups, code),
  };

  private named(all: Named[], key: string): string {
    return all.find((one) => one.key === key)?.name ?? key;
  }

  private titleOf(name: unknown): string {
    return `${this.one.id} ${String(name).toLowerCase()}`;
  }

  async asset(name: unknown): Promise<string> {
    const known = this.assets.get(String(name));
    if (known !== undefined) return known;
    const made = await upload(this.page, this.titleOf(name), this.nextSeed());
    this.assets.set(String(name), made);
    return made;
  }

  private async openAsset(name: unknown) {
    await this.page.goto(`${this.server()}/assets/${await this.asset(name)}?tab=rights`);
  }

  /** The asset an interest is in. One the case does not tell of is the title somebody else holds in an asset of theirs. */
  private assetOf(interest: unknown): string {
    const told = list(this.one.given.interests).find((one) => one.id === interest);
    return String(told?.asset ?? `Title ${interest}`);
  }

  /** Assets, what must be cleared in them, what they are made of, how they are marked, and the rules of the house. */
  async recordAssets() {
    const { given } = this.one;
    const told = list(given.interests);
    const spoken = [...list(given.grants), ...list(given.restrictions)].map((rule) => rule.interest);
    const others = [...new Set(spoken)].filter(
      (id) => id !== undefined && !told.some((one) => one.id === id),
    );
    const titles = others.map((id) => ({
      id,
      asset: this.assetOf(id),
      kind: "copyright.work",
      completeness: "complete",
    }));
    for (const interest of [...told, ...titles] as Body[]) await this.recordInterest(interest);
    for (const link of list(given.components)) {
      await this.asset(link.child);
      await this.openAsset(link.parent);
      await happenings.recordComponent(this.page, link, this.titleOf(link.child), this.nameOf.modification);
    }
    for (const [asset, flags] of Object.entries((given.flags ?? {}) as Body)) {
      await this.openAsset(asset);
      for (const flag of names(flags)) await happenings.recordFlag(this.page, flag);
    }
    if (given.policy === undefined && list(given.duty_rules).length === 0) return;
    await this.page.goto(`${this.server()}/rights-policy`);
    if (given.policy !== undefined) await happenings.recordPolicy(this.page, given.policy as Body);
    for (const rule of list(given.duty_rules)) await happenings.recordDutyRule(this.page, rule);
  }

  private async recordInterest(interest: Body) {
    const born = (interest.person as Body | undefined)?.dob;
    const person = born === undefined ? undefined : `Person of ${this.one.id}`;
    if (person !== undefined) await happenings.recordPerson(this.page, this.server(), person, String(born));
    await this.openAsset(interest.asset);
    const kind = this.named(this.reference.interest_kinds, String(interest.kind));
    await happenings.recordInterest(this.page, interest, kind, person);
  }

  /** The reference of the paper a rule stands in: what is reviewed differently stands in another. */
  private referenceOf(rule: Body, key: string): string {
    const review = String(rule.review ?? "approved");
    const own = `${key} ${String(rule.id ?? rule.actor ?? "")}`;
    return `${this.one.id} ${String(rule.agreement ?? own)} ${review}`;
  }

  private async openPaper(reference: string) {
    await this.page.goto(`${this.server()}/agreements/${this.papers.get(reference)?.id}`);
    await this.page.getByText("What it means").first().waitFor();
  }

  /** Opens the paper of a rule, which is written down first where it is not there yet. */
  private async openPaperFor(rule: Body, key: string): Promise<string> {
    const wanted = this.referenceOf(rule, key);
    const first = [...this.papers.keys()].find((one) => one.endsWith(" approved"));
    // What names no paper stands in the first one, so far as it is reviewed alike.
    const takesFirst = rule.agreement === undefined && (rule.review ?? "approved") === "approved";
    const reference = takesFirst ? (first ?? wanted) : wanted;
    if (this.papers.has(reference)) await this.openPaper(reference);
    else await this.writePaper(reference, rule);
    return reference;
  }

  private async writePaper(reference: string, rule: Body) {
    const { page } = this;
    await page.goto(`${this.server()}/agreements`);
    await page.getByRole("button", { name: "New agreement" }).first().click();
    const form = await dialogOf(page);
    await form.getByLabel("Reference", { exact: true }).fill(reference);
    await form.getByLabel("Title", { exact: true }).fill(this.words);
    await form.getByLabel("Signed on").fill(String(rule.signed ?? "2026-01-01"));
    await form.getByLabel("Signed on").press("Tab");
    await select(page, form, "Status", "Signed by all");
    await send(form, "Create agreement");
    await page.waitForURL(/agreements\/[0-9a-f-]{36}/);
    const { id } = await this.remember(reference);
    // A new paper opens with its clauses and questions; its rules are all on its own page.
    await page.goto(`${this.server()}/agreements/${id}`);
    await this.review(String(rule.review ?? "approved"));
  }

  private async remember(reference: string): Promise<Paper> {
    const found = await read<{ items: { id: string; reference: string }[] }>(
      this.page,
      `/agreements?q=${encodeURIComponent(reference)}`,
    );
    const id = found.items.find((one) => one.reference === reference)?.id ?? "";
    const paper: Paper = { id, restrictions: [], caps: [] };
    this.papers.set(reference, paper);
    return paper;
  }

  /** Takes the paper whose page is open as far as its rules are reviewed. */
  private async review(wanted: string) {
    const { page } = this;
    const steps = ["extracted", "reviewed", "approved"];
    for (const step of steps.slice(0, steps.indexOf(wanted) + 1)) {
      if (step === "approved") {
        await page.getByRole("button", { name: "Approve", exact: true }).click();
        await send(await dialogOf(page), "Approve");
      } else {
        await page.getByRole("button", { name: `Mark as ${step}` }).click();
        await page.getByRole("button", { name: `Mark as ${step}` }).waitFor({ state: "hidden" });
      }
    }
  }

  async step({ list: key, fact }: Step) {
    if (key === "withdrawn") await this.withdraw(fact);
    else if (key === "grants") await this.grant(fact);
    else if (key === "restrictions") await this.restriction(fact);
    else if (key === "waivers") await this.waiver(fact);
    else if (key === "revocations") await this.revocation(fact);
    else if (key === "engagements") {
      await this.openPaperFor(fact, key);
      await happenings.recordEngagement(this.page, fact, this.words);
    } else if (key === "usage") await this.usage(fact);
    else await this.dutyEvent(fact);
  }

  private readonly paperOf = (grant: string) => this.rules.get(grant)?.paper;

  /** A grant, with its paper in the guided dialog; a second one of the same name corrects the first. */
  private async grant(grant: Body) {
    const name = String(grant.id);
    if (this.rules.has(name)) return this.correct(grant);
    const { page } = this;
    const reference = this.referenceOf(grant, "grants");
    const known = this.papers.get(reference);
    await this.openAsset(this.assetOf(grant.interest));
    await page
      .getByRole("button", { name: /^Record a licence/ })
      .first()
      .click();
    const form = await dialogOf(page);
    await form.getByLabel("A right on record").check();
    await form.getByLabel(new RegExp(`, ${String(grant.interest)}$`)).check();
    if (known === undefined) await this.fillHeader(form, reference, grant);
    else {
      await form.getByLabel("One on record").check();
      await form.getByLabel("Agreement", { exact: true }).first().fill(reference);
      await page.getByRole("option", { name: reference }).first().click();
    }
    await form.getByRole("button", { name: "Continue" }).click();
    await fillGrant(page, form, grant, this.paperOf);
    await form.getByRole("button", { name: "Continue" }).click();
    await fillEvidence(form, this.words);
    const review = String(grant.review ?? "approved");
    if (review !== "approved") await form.getByLabel("Not yet").check();
    await form.getByRole("button", { name: "Record the licence" }).click();
    await expect(form.getByText(/is on record/)).toBeVisible({ timeout: 20_000 });
    await form.getByRole("button", { name: "Done" }).click();
    await expect(form).toBeHidden();
    const paper = known ?? (await this.remember(reference));
    paper.caps.push(...list(grant.caps).map((cap) => String(cap.id)));
    if (known === undefined && !["approved", "draft"].includes(review)) {
      await this.openPaper(reference);
      await this.review(review);
    }
    await this.rememberRule(name, reference, "grants");
  }

  private async fillHeader(form: Locator, reference: string, grant: Body) {
    await form.getByLabel(/^Title/).fill(this.words);
    await form.getByLabel(/^Reference/).fill(reference);
    await form.getByLabel(/^Signed on/).fill(String(grant.signed ?? "2026-01-01"));
  }

  /** The last of its kind in a paper is the one that was recorded just now. */
  private async rememberRule(name: string, reference: string, key: "grants" | "restrictions") {
    const id = this.papers.get(reference)?.id;
    const answer = await read<Record<typeof key, { id: string; recorded_at: string }[]>>(
      this.page,
      `/agreements/${id}`,
    );
    const known = [...this.rules.values()].map((one) => one.fact);
    const fact = answer[key].find((one) => !known.includes(one.id))?.id ?? "";
    this.rules.set(name, { paper: reference, fact });
  }

  private ruleOnPage(name: string): Locator {
    return this.page.locator(`[id="rule-${this.rules.get(name)?.fact}"]`);
  }

  private async openMenu(name: string, item: string | RegExp): Promise<Locator> {
    await this.openPaper(this.rules.get(name)?.paper ?? "");
    await this.ruleOnPage(name).getByRole("button", { name: "What can be done with this rule" }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
    return dialogOf(this.page);
  }

  private async correct(grant: Body) {
    const form = await this.openMenu(String(grant.id), "Correct or amend");
    await form.getByLabel("The record was wrong").check();
    await fillGrant(this.page, form, grant, this.paperOf);
    await send(form, "Save the correction");
  }

  private async withdraw(fact: Body) {
    const form = await this.openMenu(String(fact.id), "Remove from the record");
    await form
      .getByRole("button", { name: /^Remove/ })
      .last()
      .click();
    await expect(form).toBeHidden();
  }

  private async restriction(restriction: Body) {
    const reference = await this.openPaperFor(restriction, "restrictions");
    const asset = restriction.reach === "asset" ? restriction.asset : this.assetOf(restriction.interest);
    if (restriction.reach === "asset") await this.asset(asset);
    const bound = { asset: this.titleOf(asset), interest: String(restriction.interest) };
    await happenings.recordRestriction(this.page, restriction, bound, this.words);
    this.papers.get(reference)?.restrictions.push(String(restriction.id));
    await this.rememberRule(String(restriction.id), reference, "restrictions");
  }

  private async waiver(waiver: Body) {
    const reference = this.rules.get(String(waiver.restriction))?.paper ?? "";
    await this.openPaper(reference);
    const at = this.papers.get(reference)?.restrictions.indexOf(String(waiver.restriction)) ?? 0;
    await happenings.recordWaiver(this.page, waiver, at, this.words);
  }

  private async revocation(revocation: Body) {
    const about = (grant: Body) =>
      grant.id === revocation.grant ||
      (revocation.interest !== undefined && grant.interest === revocation.interest) ||
      (revocation.agreement !== undefined && grant.agreement === revocation.agreement);
    const name = String(list(this.one.given.grants).find(about)?.id);
    await this.openPaper(this.rules.get(name)?.paper ?? "");
    const rule = this.ruleOnPage(name);
    await happenings.recordRevocation(this.page, rule, revocation, "Europe/Berlin", this.words);
  }

  private async usage(usage: Body) {
    const found = [...this.papers].find(([, paper]) => paper.caps.includes(String(usage.cap)));
    await this.openPaper(found?.[0] ?? "");
    const at = found?.[1].caps.indexOf(String(usage.cap)) ?? 0;
    await happenings.recordUsage(this.page, usage, at, this.nameOf.channel);
  }

  private async dutyEvent(event: Body) {
    const carries = (grant: Body) =>
      event.grant === undefined
        ? list(grant.duties).some((duty) => duty.id === event.duty)
        : grant.id === event.grant;
    const name = String(list(this.one.given.grants).find(carries)?.id);
    await this.openPaper(this.rules.get(name)?.paper ?? "");
    await happenings.recordDutyEvent(this.page, event);
  }
}
