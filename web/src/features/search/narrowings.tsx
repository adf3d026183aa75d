/** What narrows the list, as chips that can be taken away; and the way out of an empty result. */
import { Button } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Grid3x3, Images, SearchX, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { FacetCount, Headline } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { emptyUse, type UseContext } from "@/lib/use-context";
import { EmptyState } from "@/ui/feedback/empty-state";
import { lookOf } from "@/ui/verdict/words";
import classes from "./library.module.css";
import { filterFields, type LibrarySearch, type Narrowing, narrowingsOf } from "./library-search";
import { countQuery } from "./queries";
import type { SearchChange } from "./use-library";

type Facets = Record<string, FacetCount[]>;

function useNames(facets: Facets) {
  const { t } = useTranslation(["search", "ui"]);
  return ({ kind, value }: Narrowing): string => {
    if (kind === "q") return t("textFilter", { q: value });
    if (kind === "bucket") {
      return t("verdictFilter", { word: t(`ui:${lookOf(value.toUpperCase() as Headline).word}`) });
    }
    const label = facets[kind]?.find((one) => one.value === value)?.label ?? value;
    const shown = kind === "kind" ? t(`kinds.${value as "image"}`, { defaultValue: label }) : label;
    return t("filterName", { field: t(`fields.${kind}`), value: shown });
  };
}

type Props = { search: LibrarySearch; facets: Facets; change: SearchChange };

/** Where and when the assets of a collection may be used, all of them together. */
function CollectionCoverage({ collection }: { collection: string | undefined }) {
  const { t } = useTranslation("search");
  const mayAsk = useMay("ask_rights");
  if (!mayAsk || collection === undefined || collection.includes(",")) return null;
  return (
    <Link to="/coverage" search={{ collection }} className={classes.chip}>
      <Grid3x3 size={12} aria-hidden />
      {t("coverageOf")}
    </Link>
  );
}

/** Chips for the filters by field; words and verdicts are shown where they are set. */
export function Chips({ search, facets, change }: Props) {
  const { t } = useTranslation("search");
  const nameOf = useNames(facets);
  const chips = narrowingsOf({ ...search, q: undefined, bucket: undefined }, emptyUse);
  const shown = chips.map((one) => (
    <button
      key={one.key}
      type="button"
      className={classes.chip}
      aria-label={t("drop", { name: nameOf(one) })}
      onClick={() => change({ [one.kind]: one.without[one.kind] })}
    >
      {nameOf(one)}
      <X size={12} aria-hidden />
    </button>
  ));
  return (
    <>
      {shown}
      <CollectionCoverage collection={search.collection} />
    </>
  );
}

/** Names the one filter whose removal brings back most, as counted by the server. */
export function NothingFound({ search, facets, change, use }: Props & { use: UseContext }) {
  const { t } = useTranslation("search");
  const nameOf = useNames(facets);
  const narrowings = narrowingsOf(search, use);
  const counts = useQueries({ queries: narrowings.map((one) => countQuery(one.without, use)) });
  if (narrowings.length === 0) {
    return (
      <EmptyState icon={Images} title={t("empty.none")}>
        {t("empty.noneText")}
      </EmptyState>
    );
  }
  const best = narrowings
    .map((one, index) => ({ ...one, count: counts[index]?.data ?? 0 }))
    .reduce((a, b) => (b.count > a.count ? b : a));
  const cleared = Object.fromEntries(["q", "bucket", ...filterFields].map((key) => [key, undefined]));
  return (
    <EmptyState
      icon={SearchX}
      title={t("empty.title")}
      actions={
        <>
          {best.count > 0 && (
            <Button onClick={() => change({ [best.kind]: best.without[best.kind] })}>
              {t("empty.dropIt", { name: nameOf(best) })}
            </Button>
          )}
          <Button variant="default" onClick={() => change(cleared)}>
            {t("dropAll")}
          </Button>
        </>
      }
    >
      {t("empty.text")}{" "}
      {best.count > 0 &&
        t("empty.without", { name: nameOf(best), count: best.count, formatted: formatCount(best.count) })}
    </EmptyState>
  );
}
