/** Calls of the publishing room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Campaign, Channel, NewChannel, NewPublication, Page, Publication } from "@/api/types";
import type { PublicationsSearch } from "./publications-search";

export function publicationsQuery(search: PublicationsSearch) {
  return infiniteQueryOptions({
    queryKey: ["publications", "list", search],
    staleTime: 15_000,
    refetchInterval: 60_000,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Publication>) => last.next_cursor,
    queryFn: ({ signal, pageParam }) =>
      api.GET<Page<Publication>>("/publications", {
        signal,
        params: { query: { ...search, limit: 100, cursor: pageParam } },
      }),
  });
}

export function publicationQuery(id: string) {
  return queryOptions({
    queryKey: ["publications", "one", id],
    staleTime: 15_000,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => api.GET<Publication>("/publications/{id}", { signal, params: { path: { id } } }),
  });
}

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => api.GET<Page<Channel>>("/channels", { signal, params: { query: { limit: 200 } } }),
});

/** The campaigns one can publish for. Read here because the dialog needs their names and nothing else of that room. */
export const campaignChoicesQuery = queryOptions({
  queryKey: ["campaigns", "choices"],
  queryFn: ({ signal }) =>
    api.GET<Page<Campaign>>("/campaigns", { signal, params: { query: { limit: 200 } } }),
});

export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPublication) =>
      api.POST<Publication>("/publications", { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["publications"] }),
        queries.invalidateQueries({ queryKey: ["campaigns"] }),
      ]),
  });
}

export function useTakeDown(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      api.POST<Publication>("/publications/{id}/takedown", { body: { reason }, params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["publications"] }),
  });
}

export type ChannelChange = Partial<Omit<NewChannel, "key" | "kind" | "rights_channel">> & {
  state?: Channel["state"];
};

export function useSaveChannel(channel: Channel | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewChannel | ChannelChange) =>
      channel === undefined
        ? api.POST<Channel>("/channels", { body })
        : api.PATCH<Channel>("/channels/{id}", {
            body,
            ifMatch: channel.revision,
            params: { path: { id: channel.id } },
          }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
}
