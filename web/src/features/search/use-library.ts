/** Joins the library's URL, the use, and the server's answer. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SearchHit } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { useHasPassed } from "@/lib/instants";
import type { UseContext } from "@/lib/use-context";
import type { GridItem } from "@/ui/photo-grid/photo-grid";
import { type Sign, signOf } from "@/ui/verdict/words";
import { type LibrarySearch, parseLibrarySearch } from "./library-search";
import { type AnswerForUse, nameOfUse, searchQuery } from "./queries";

export type SearchChange = (change: Partial<LibrarySearch>) => void;

const noPages: readonly AnswerForUse[] = [];

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
  const pages = answer.data?.pages ?? noPages;
  return { search, use, change, answer, pages, first: pages[0] };
}

/**
 * The sign of a hit. Nothing is inferred: a verdict for another use is being asked anew, one that no longer holds
 * and one that is missing are 'Not known'.
 */
export function signOfHit(hit: SearchHit, answeredUse: string, askedUse: string, now: number): Sign {
  if (askedUse === "") return "NO_USE";
  if (answeredUse !== askedUse) return "CHECKING";
  if (hit.stable_until != null && Date.parse(hit.stable_until) <= now) return "UNKNOWN";
  return signOf(hit.headline ?? undefined);
}

/** The instant at which the first of the verdicts on the screen ends, or null. */
function nextEnd(pages: readonly AnswerForUse[]): string | null {
  const now = Date.now();
  let next: string | null = null;
  for (const hit of pages.flatMap((page) => page.hits)) {
    const end = hit.stable_until;
    if (end != null && Date.parse(end) > now && (next === null || Date.parse(end) < Date.parse(next)))
      next = end;
  }
  return next;
}

/**
 * The pages of an answer as cells. A page that has come before keeps its cells, so that one more page does not
 * draw all of them anew; when a verdict ends while it is on the screen, they are made again.
 */
export function useGridItems(pages: readonly AnswerForUse[], use: UseContext): GridItem[] {
  const { t } = useTranslation("search");
  const asked = nameOfUse(use);
  const ended = useHasPassed(useMemo(() => nextEnd(pages), [pages]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever of these changes makes the kept cells wrong
  const kept = useMemo(() => new WeakMap<AnswerForUse, GridItem[]>(), [asked, ended, t]);
  return useMemo(() => {
    const now = Date.now();
    const cellsOf = (page: AnswerForUse) =>
      page.hits.map((hit): GridItem => {
        const sign = signOfHit(hit, page.use, asked, now);
        return {
          id: hit.asset_id,
          title: hit.title,
          width: hit.width,
          height: hit.height,
          color: hit.color,
          src: hit.thumbnail_url,
          largeSrc: hit.preview_url,
          sign,
          // The sentence goes with the headline it came with, not with a sign that says it no longer holds.
          hint: sign === signOf(hit.headline ?? undefined) ? (hit.sentence ?? undefined) : undefined,
          tag: hit.kind === "image" ? undefined : t(`kinds.${hit.kind}`, hit.kind),
          note:
            hit.preview === "failed" || hit.preview === "unsupported" || hit.preview === "pending"
              ? t(`previews.${hit.preview}`)
              : undefined,
        };
      });
    return pages.flatMap((page) => {
      const cells = kept.get(page) ?? cellsOf(page);
      kept.set(page, cells);
      return cells;
    });
  }, [pages, asked, kept, t]);
}
