/** The taxonomies of use (channels, territories, purposes), and the names of their keys. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useMemo } from "react";
import { api } from "@/api/client";
import type { RightsReference, Use } from "@/api/types";
import { listIn, quantityIn, type UseContext, type UseDetails } from "@/lib/use-context";

export const rightsReferenceQuery = queryOptions({
  queryKey: ["rights", "reference"],
  staleTime: 60 * 60_000,
  queryFn: ({ signal }) => api.GET("/rights/reference", { signal }),
});

export type ReferenceNames = {
  channel: (key: string) => string;
  territory: (code: string) => string;
  purpose: (key: string) => string;
};

/** The families of purposes, which stand for all of their own: 'commercial' for 'commercial.advertising' and the rest. */
export function purposeFamilies(purposes: RightsReference["purposes"]): { key: string; name: string }[] {
  const offered = purposes.filter((one) => one.retired !== true && one.key.includes("."));
  const keys = [...new Set(offered.map((one) => one.key.slice(0, one.key.lastIndexOf("."))))];
  const words = (key: string) => key.replaceAll(/[._]/g, " ");
  const named = (key: string) =>
    key === "ai" ? "AI" : words(key).charAt(0).toUpperCase() + words(key).slice(1);
  return keys
    .filter((key) => !purposes.some((one) => one.key === key))
    .map((key) => ({ key, name: i18next.t("ui:use.wholeFamily", { name: named(key) }) }));
}

/** Names for keys; a key that is not in the reference is shown as it is. */
export function namesOf(reference: RightsReference | undefined): ReferenceNames {
  const lookup = (lists: { key: string; name: string }[][]) => {
    const names = new Map(lists.flat().map((one) => [one.key, one.name]));
    return (key: string) => names.get(key) ?? key;
  };
  if (reference === undefined) return { channel: String, territory: String, purpose: String };
  const territories = reference.territories.map((one) => ({ key: one.code, name: one.name }));
  return {
    channel: lookup([reference.channels, reference.channel_groups]),
    territory: lookup([territories, reference.territory_groups]),
    purpose: lookup([reference.purposes, purposeFamilies(reference.purposes)]),
  };
}

export function useReferenceNames(): ReferenceNames {
  const { data } = useQuery(rightsReferenceQuery);
  return useMemo(() => namesOf(data), [data]);
}

/** The details that stand in the body under another name, or as a list. */
function apiDetails({ act, published, ...details }: UseDetails): Partial<Use> {
  const body: Partial<Use> = {};
  for (const key of ["actor", "brand", "category", "embedding"] as const) {
    if (details[key] !== undefined) body[key] = details[key];
  }
  for (const key of ["accessible", "modifications"] as const) {
    if (listIn(details[key]).length > 0) body[key] = listIn(details[key]);
  }
  const amount = quantityIn(details.quantity);
  if (amount !== null) body.quantity = { [amount[0]]: amount[1] };
  // Whether what is live may stay is the question where somebody tells when it was published.
  const mode = act ?? (published === undefined ? undefined : "continue");
  if (mode !== undefined) body.mode = mode;
  if (published !== undefined) body.published_at = published;
  if (details.produced !== undefined) body.produced_at = details.produced;
  return body;
}

/** A complete use context as the body of `POST /verdicts` wants it. */
export function apiUse(use: UseContext & { from: string; until: string }): Use {
  const { fromTime, untilTime } = use.details ?? {};
  const body: Use = {
    channels: use.channels,
    territories: use.territories,
    start: fromTime === undefined ? use.from : `${use.from}T${fromTime}`,
    end: untilTime === undefined ? use.until : `${use.until}T${untilTime}`,
    ...apiDetails(use.details ?? {}),
  };
  if (use.purposes.length > 0) body.purposes = use.purposes;
  return body;
}

/** The instant as of which the record is read, as the API takes it; now where nothing is said. */
export function apiBelief(use: UseContext): { belief_at?: string } {
  const { known } = use.details ?? {};
  if (known === undefined) return {};
  const instant = new Date(known);
  return Number.isNaN(instant.getTime()) ? {} : { belief_at: instant.toISOString() };
}
