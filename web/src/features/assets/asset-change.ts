/** What a form changed of an asset. Pure: only what differs is sent, so a change elsewhere is not written over. */
import type { AssetChange } from "@/api/types";

type Described = Required<AssetChange>;

export function assetChanges(before: Described, after: Described): AssetChange {
  const change: AssetChange = {};
  if (after.title.trim() !== before.title) change.title = after.title.trim();
  if (after.description !== before.description) change.description = after.description;
  const same =
    after.keywords.length === before.keywords.length &&
    after.keywords.every((word, index) => word === before.keywords[index]);
  if (!same) change.keywords = after.keywords;
  return change;
}
