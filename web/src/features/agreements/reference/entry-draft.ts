/** An entry of the reference data while it is being written, and as the server takes it. Pure. */
import type { NewReferenceChange, RightsReference } from "@/api/types";

export type Kind = "group" | "channel" | "channel_group" | "purpose" | "category" | "modification";

export type VersionDraft = { from: string; members: string[]; possible: string[] };
export type PartDraft = { key: string; name: string };

export type EntryDraft = {
  kind: Kind;
  /** Its key cannot be changed any more. */
  known: boolean;
  key: string;
  name: string;
  reason: string;
  versions: VersionDraft[];
  members: string[];
  introduced: string;
  reserved: boolean;
  online: boolean;
  parent: string;
  retired: boolean;
  parts: PartDraft[];
};

/** Long before any agreement on record: members that never differed. */
export const always = "1900-01-01";

const empty = {
  name: "",
  reason: "",
  versions: [],
  members: [],
  introduced: "",
  reserved: false,
  online: false,
  parent: "",
  retired: false,
  parts: [],
};

export function newEntry(kind: Kind, today: string): EntryDraft {
  const known = { kind, known: false, key: "" };
  if (kind === "group")
    return { ...empty, ...known, versions: [{ from: always, members: [], possible: [] }] };
  return { ...empty, ...known, introduced: kind === "channel" || kind === "purpose" ? today : "" };
}

/** What is on record under a key; undefined where nothing is. */
export function entryOf(reference: RightsReference, kind: Kind, key: string): EntryDraft | undefined {
  const known = { ...empty, kind, known: true, key };
  const found = <T extends { key: string }>(list: T[]) => list.find((one) => one.key === key);
  if (kind === "group") {
    const group = found(reference.territory_groups);
    if (group === undefined) return undefined;
    const versions = group.versions.map(({ from, members, possible }) => ({
      from,
      members,
      possible: possible ?? [],
    }));
    const first = { from: always, members: [], possible: [] };
    const { name, retired } = group;
    return { ...known, name, retired, versions: versions.length > 0 ? versions : [first] };
  }
  if (kind === "channel_group") {
    const group = found(reference.channel_groups);
    return group && { ...known, name: group.name, members: group.members, retired: group.retired };
  }
  if (kind === "category") {
    const category = found(reference.categories);
    return (
      category && {
        ...known,
        name: category.name,
        parent: category.parent ?? "",
        retired: category.retired,
      }
    );
  }
  if (kind === "channel") {
    const leaf = found(reference.channels);
    return leaf && { ...known, ...leafOf(leaf), online: leaf.online };
  }
  const leaf = found(kind === "purpose" ? reference.purposes : reference.modifications);
  return leaf && { ...known, ...leafOf(leaf) };
}

function leafOf(leaf: { name: string; reserved: boolean; retired: boolean; introduced_on?: string | null }) {
  const { name, reserved, retired } = leaf;
  return { name, reserved, retired, introduced: leaf.introduced_on ?? "" };
}

export function bodyOf(draft: EntryDraft): NewReferenceChange {
  const { kind, retired } = draft;
  const body: NewReferenceChange = {
    kind,
    key: draft.key.trim(),
    name: draft.name.trim(),
    reason: draft.reason.trim(),
    retired,
  };
  if (kind === "group") return { ...body, versions: draft.versions };
  if (kind === "channel_group") return { ...body, members: draft.members };
  if (kind === "category") return draft.parent === "" ? body : { ...body, parent: draft.parent };
  if (kind === "modification") return { ...body, reserved: draft.reserved };
  const leaf = {
    ...body,
    reserved: draft.reserved,
    ...(draft.introduced === "" ? {} : { introduced_on: draft.introduced }),
    ...(draft.parts.length === 0 ? {} : { split_into: draft.parts }),
  };
  return kind === "channel" ? { ...leaf, online: draft.online } : leaf;
}

export type Complaint = "missing" | "missingPlace" | "missingDay";

/** What is still to be filled in, by field. The reason is asked for at the end only. */
export function complaintsOf(draft: EntryDraft): Record<string, Complaint> {
  const complaints: Record<string, Complaint> = {};
  if (draft.key.trim() === "") complaints.key = "missing";
  if (draft.name.trim() === "") complaints.name = "missing";
  if (draft.kind === "channel_group" && draft.members.length === 0) complaints.members = "missing";
  const isLeaf = draft.kind === "channel" || draft.kind === "purpose";
  if (isLeaf && !draft.known && draft.introduced === "") complaints.introduced_on = "missing";
  draft.versions.forEach((version, at) => {
    if (version.from === "") complaints[`from.${at}`] = "missingDay";
    const nobody = version.members.length === 0 && version.possible.length === 0;
    if (nobody && draft.versions.length === 1) complaints[`members.${at}`] = "missingPlace";
  });
  draft.parts.forEach((part, at) => {
    if (part.key.trim() === "") complaints[`part.${at}.key`] = "missing";
    if (part.name.trim() === "") complaints[`part.${at}.name`] = "missing";
  });
  return complaints;
}
