/** Joins the library's URL, the use, and the server's answer. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SearchAnswer, SearchHit } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import type { GridItem } from "@/ui/photo-grid/photo-grid";
import { signOf } from "@/ui/verdict/words";
import { type LibrarySearch, parseLibrarySearch } from "./library-search";
import { searchQuery } from "./queries";

export type SearchChange = (change: Partial<LibrarySearch>) => void;

export function useLibrary() {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const address = JSON.stringify(parseLibrarySearch(raw));
  const search = useMemo(() => JSON.parse(address) as LibrarySearch, [address]);
  const navigate = useNavigate();
  const [use] = useCurrentUse();
  const change: SearchChange = useCallback(
    (next) => {
      const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
      void navigate({ to: ".", search: merge as never, replace: true });
    },
    [navigate],
  );
  const answer = useInfiniteQuery(searchQuery(search, use));
  const first: SearchAnswer | undefined = answer.data?.pages[0];
  const hits = useMemo(() => answer.data?.pages.flatMap((page) => page.hits) ?? [], [answer.data]);
  return { search, use, change, answer, first, hits };
}

/** Hits as cells. Nothing is inferred: no headline with a use asked is 'Not known'. */
export function useGridItems(hits: readonly SearchHit[], useIsAsked: boolean): GridItem[] {
  const { t } = useTranslation("search");
  return useMemo(
    () =>
      hits.map((hit) => ({
        id: hit.asset_id,
        title: hit.title,
        width: hit.width,
        height: hit.height,
        color: hit.color,
        src: hit.thumbnail_url,
        largeSrc: hit.preview_url,
        sign: useIsAsked ? signOf(hit.headline ?? undefined) : signOf(null),
        tag: hit.kind === "image" ? undefined : t(`kinds.${hit.kind}`),
        note:
          hit.preview === "failed" || hit.preview === "unsupported" || hit.preview === "pending"
            ? t(`previews.${hit.preview}`)
            : undefined,
      })),
    [hits, useIsAsked, t],
  );
}
