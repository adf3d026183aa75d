/** What a form changed of an asset. Pure: only what differs is sent, so a change elsewhere is not written over. */
import type { Asset } from "@/api/types";

/** What a person may say of an asset, all of it. */
export type Described = Pick<Asset, "title" | "description" | "keywords">;

export function assetChanges(before: Described, after: Described): Partial<Described> {
  const change: Partial<Described> = {};
  if (after.title.trim() !== before.title) change.title = after.title.trim();
  if (after.description !== before.description) change.description = after.description;
  const same =
    after.keywords.length === before.keywords.length &&
    after.keywords.every((word, index) => word === before.keywords[index]);
  if (!same) change.keywords = after.keywords;
  return change;
}
