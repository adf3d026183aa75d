/** The taxonomies of use (channels, territories, purposes), and the names of their keys. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/api/client";
import type { RightsReference, Use } from "@/api/types";
import { quantityIn, type UseContext } from "@/lib/use-context";

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
    purpose: lookup([reference.purposes]),
  };
}

export function useReferenceNames(): ReferenceNames {
  const { data } = useQuery(rightsReferenceQuery);
  return useMemo(() => namesOf(data), [data]);
}

/** A complete use context as the body of `POST /verdicts` wants it. */
export function apiUse(use: UseContext & { from: string; until: string }): Use {
  const body: Use = {
    channels: use.channels,
    territories: use.territories,
    start: use.from,
    end: use.until,
  };
  if (use.purposes.length > 0) body.purposes = use.purposes;
  const { actor, brand, category, quantity, published, produced } = use.details ?? {};
  if (actor !== undefined) body.actor = actor;
  if (brand !== undefined) body.brand = brand;
  if (category !== undefined) body.category = category;
  const amount = quantityIn(quantity);
  if (amount !== null) body.quantity = { [amount[0]]: amount[1] };
  if (published !== undefined) Object.assign(body, { mode: "continue", published_at: published });
  if (produced !== undefined) body.produced_at = produced;
  return body;
}
