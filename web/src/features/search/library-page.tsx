/** The library: what there is, what may be used, and the way to each asset. */
import { NativeSelect } from "@mantine/core";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { emptySelection, type Selection } from "@/lib/selection";
import { isCompleteUse } from "@/lib/use-context";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { type GridItem, PhotoGrid } from "@/ui/photo-grid/photo-grid";
import { Facets } from "./facets";
import classes from "./library.module.css";
import { type Sort, sorts } from "./library-search";
import { Chips, NothingFound } from "./narrowings";
import { PictureSize, usePictureSize } from "./picture-size";
import { nameOfUse } from "./queries";
import { SearchField } from "./search-field";
import { SelectionBar } from "./selection-bar";
import { useGridItems, useLibrary } from "./use-library";
import { VerdictCounts } from "./verdict-counts";

/** The asset opened last: coming back, the focus returns to its cell. */
let lastOpened: string | undefined;

export function LibraryPage() {
  const { t } = useTranslation("search");
  const navigate = useNavigate();
  const router = useRouter();
  const { search, use, change, answer, pages, first } = useLibrary();
  const items = useGridItems(pages, use);
  const [selection, setSelection] = useState<Selection>(emptySelection);
  const [size, setSize] = usePictureSize();
  const listKey = JSON.stringify([search, use]);
  // Another list: a selection of the old one would act on assets that are out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the list matters
  useEffect(() => setSelection(emptySelection), [listKey]);

  const { hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = answer;
  const needMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage]);
  const open = (item: GridItem) => {
    lastOpened = item.id;
    void navigate({ to: "/assets/$assetId", params: { assetId: item.id } });
  };
  const total = first?.total;
  const pending = total === undefined ? 40 : hasNextPage ? Math.min(60, total - items.length) : 0;
  const facets = first?.facets ?? {};
  return (
    <Page title={t("title")} hideTitle bare>
      <div className={classes.toolbar}>
        <div className={classes.tools}>
          <SearchField search={search} change={change} />
          <Facets search={search} facets={facets} change={change} />
          <Chips search={search} facets={facets} change={change} />
          <div className={classes.view}>
            <PictureSize value={size} onChange={setSize} />
            <NativeSelect
              aria-label={t("sort")}
              value={search.sort ?? (search.q === undefined ? "newest" : "relevance")}
              onChange={(event) => change({ sort: event.currentTarget.value as Sort })}
              data={sorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
            />
          </div>
        </div>
        <VerdictCounts
          total={total}
          buckets={first?.use === nameOfUse(use) ? first.buckets : undefined}
          useIsAsked={isCompleteUse(use)}
          chosen={search.bucket}
          onChange={(bucket) => change({ bucket })}
        />
      </div>
      <div className={classes.results} data-old={isPlaceholderData}>
        {answer.isError && items.length === 0 && (
          <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {total === 0 && !isPlaceholderData && (
          <NothingFound search={search} facets={facets} change={change} use={use} />
        )}
        {!(answer.isError && items.length === 0) && total !== 0 && (
          <PhotoGrid
            label={t("grid")}
            rowHeight={size === "small" ? 140 : undefined}
            items={items}
            pending={pending}
            total={total ?? 0}
            selection={selection}
            onSelectionChange={setSelection}
            onOpen={open}
            focusId={lastOpened}
            onIntent={(item) => {
              void router.preloadRoute({ to: "/assets/$assetId", params: { assetId: item.id } });
            }}
            onNeedMore={needMore}
          />
        )}
        {answer.isFetchNextPageError && (
          <ErrorPanel error={answer.error} onRetry={() => void fetchNextPage()} />
        )}
      </div>
      <SelectionBar selection={selection} total={total ?? 0} onChange={setSelection} />
    </Page>
  );
}
