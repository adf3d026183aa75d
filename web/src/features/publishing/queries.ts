/** Calls of the publishing room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Channel, ChannelChange, NewChannel, NewPublication } from "@/api/types";
import type { PublicationsSearch } from "./publications-search";

export function publicationsQuery(search: PublicationsSearch) {
  return infiniteQueryOptions({
    queryKey: ["publications", "list", search],
    staleTime: 15_000,
    refetchInterval: 60_000,
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/publications", {
        signal,
        params: { query: { ...search, limit: 100, cursor: pageParam } },
      }),
    getNextPageParam: (last) => last.next_cursor,
  });
}

export function publicationQuery(id: string) {
  return queryOptions({
    queryKey: ["publications", "one", id],
    staleTime: 15_000,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => api.GET("/publications/{id}", { signal, params: { path: { id } } }),
  });
}

/** What was known when it went live against what is known now. */
export function goodFaithQuery(id: string) {
  return queryOptions({
    queryKey: ["publications", "good-faith", id],
    queryFn: ({ signal }) => api.GET("/publications/{id}/good-faith", { signal, params: { path: { id } } }),
  });
}

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => api.GET("/channels", { signal }),
});

/** The presets a channel may take. */
export const presetChoicesQuery = queryOptions({
  queryKey: ["presets"],
  queryFn: async ({ signal }) => (await api.GET("/presets", { signal })).items,
});

/** The campaigns one can publish for. Read here because the dialog needs their names and nothing else of that room. */
export const campaignChoicesQuery = queryOptions({
  queryKey: ["campaigns", "choices"],
  queryFn: ({ signal }) => api.GET("/campaigns", { signal, params: { query: { limit: 200 } } }),
});

export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPublication) =>
      api.POST("/publications", { body, idempotencyKey: crypto.randomUUID() }),
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
      api.POST("/publications/{id}/takedown", { body: { reason }, params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["publications"] }),
  });
}

function useChannelsChange<Body>(send: (body: Body) => Promise<Channel>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
}

export function useAddChannel() {
  return useChannelsChange((body: NewChannel) => api.POST("/channels", { body }));
}

/** Changes a channel at the revision that was read. */
export function useChangeChannel() {
  return useChannelsChange(({ channel, change }: { channel: Channel; change: ChannelChange }) =>
    api.PATCH("/channels/{id}", {
      body: change,
      ifMatch: channel.revision,
      params: { path: { id: channel.id } },
    }),
  );
}
