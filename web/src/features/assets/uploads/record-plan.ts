/** Records what was said about files, once they are stored: each step for all files of one plan at once. */
import { api } from "@/api/client";
import { sentenceOf } from "@/api/problem";
import { type ChosenPaper, type Step, stepsOf, type UploadPlan } from "./upload-plan";
import type { UploadItem, UploadQueue } from "./upload-queue";

/** As many as one request takes. */
const atOnce = 200;

type Answer = { counts?: boolean };

async function under(paper: ChosenPaper, assets: string[], notBefore: string | null): Promise<Answer> {
  const body = { assets, like: paper.like, ...(notBefore === null ? {} : { not_before: notBefore }) };
  const { counts } = await api.POST("/agreements/{id}/assets", { params: { path: { id: paper.id } }, body });
  return { counts };
}

async function details(plan: UploadPlan, assets: string[]): Promise<Answer> {
  const credit = plan.credit.trim();
  const changes = [
    ...(credit === "" ? [] : [{ field: "credit", action: "set" as const, value: credit }]),
    ...(plan.keywords.length === 0
      ? []
      : [{ field: "keywords", action: "add" as const, value: plan.keywords }]),
  ];
  await api.POST("/bulk-edits", { body: { assets, changes } });
  return {};
}

const calls: Record<Step, (plan: UploadPlan, assets: string[]) => Promise<Answer>> = {
  details,
  collection: async (plan, assets) => {
    const id = plan.collection?.id ?? "";
    for (const asset_id of assets)
      await api.PUT("/collections/{id}/assets/{asset_id}", { params: { path: { id, asset_id } } });
    return {};
  },
  person: async ({ person }, assets) => {
    if (person === null) return {};
    const body = { assets, kind: "likeness", subject: person.name, person: person.id, completeness: "none" };
    await api.POST("/interests/bulk", { body });
    return {};
  },
  release: async ({ release }, assets) => {
    if (release !== null) await under(release, assets, null);
    return {};
  },
  agreement: async ({ agreement, notBefore }, assets) =>
    agreement === null ? {} : under(agreement, assets, notBefore),
};

/** Those whose turn it is: stored as something new, with a plan of which nothing is under way or failed. */
function ready(items: readonly UploadItem[]): UploadItem[] {
  return items.filter(
    (item) =>
      item.state === "done" && item.assetId !== undefined && item.plan != null && item.rights === undefined,
  );
}

async function recordOne(queue: UploadQueue, plan: UploadPlan, group: UploadItem[]) {
  for (const item of group) queue.note(item.key, { rights: "recording", rightsProblem: undefined });
  const done = new Map(group.map((item) => [item.key, item.recorded]));
  for (const step of stepsOf(plan)) {
    // After a failed try only what is missing is recorded.
    const missing = group.filter((item) => !(done.get(item.key) ?? []).includes(step));
    if (missing.length === 0) continue;
    try {
      const answer = await calls[step](
        plan,
        missing.flatMap((item) => item.assetId ?? []),
      );
      for (const { key } of missing) {
        const recorded = [...(done.get(key) ?? []), step];
        done.set(key, recorded);
        queue.note(key, { recorded, ...(step === "agreement" ? answer : {}) });
      }
    } catch (error) {
      const rightsProblem = { step, why: sentenceOf(error) };
      for (const { key } of group) queue.note(key, { rights: "failed", rightsProblem });
      return;
    }
  }
  for (const { key } of group) queue.note(key, { rights: "recorded" });
}

/** Records what is due now. Answers whether there was anything. */
export async function recordPlans(queue: UploadQueue): Promise<boolean> {
  const due = ready(queue.items());
  const plans = new Set(due.map((item) => JSON.stringify(item.plan)));
  const work: Promise<void>[] = [];
  for (const wanted of plans) {
    const same = due.filter((item) => JSON.stringify(item.plan) === wanted);
    for (let from = 0; from < same.length; from += atOnce) {
      const group = same.slice(from, from + atOnce);
      const plan = group[0]?.plan;
      if (plan != null) work.push(recordOne(queue, plan, group));
    }
  }
  await Promise.all(work);
  return due.length > 0;
}
