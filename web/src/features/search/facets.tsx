/** Filters by field: one button each, with the counts the server gave. */
import { Popover } from "@mantine/core";
import { ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FacetCount } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { OptionPicker } from "@/ui/option-picker";
import classes from "./library.module.css";
import { type FilterField, type LibrarySearch, textOf, valuesOf } from "./library-search";
import type { SearchChange } from "./use-library";

const offered: readonly FilterField[] = ["kind", "keyword", "collection"];

type FacetProps = {
  field: FilterField;
  counts: FacetCount[];
  chosen: string[];
  onChange: (next: string[]) => void;
};

function Facet({ field, counts, chosen, onChange }: FacetProps) {
  const { t } = useTranslation("search");
  const [opened, setOpened] = useState(false);
  const name = t(`fields.${field}`);
  const sections = useMemo(() => {
    const known = new Set(counts.map((one) => one.value));
    // What is chosen stays in the list even where nothing of it is left.
    const gone = chosen
      .filter((value) => !known.has(value))
      .map((value) => ({ value, label: value, count: 0 }));
    const options = [...counts, ...gone].map((one) => ({
      key: one.value,
      name: field === "kind" ? t(`kinds.${one.value as "image"}`, { defaultValue: one.label }) : one.label,
      hint: formatCount(one.count),
    }));
    return [{ title: name, options }];
  }, [counts, chosen, field, name, t]);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.facet}
          data-set={chosen.length > 0}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
        >
          {name}
          {chosen.length > 0 && <span className={classes.facetCount}>{chosen.length}</span>}
          <ChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <OptionPicker
          label={t("find", { field: name.toLowerCase() })}
          sections={sections}
          value={chosen}
          onChange={onChange}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

type Props = { search: LibrarySearch; facets: Record<string, FacetCount[]>; change: SearchChange };

export function Facets({ search, facets, change }: Props) {
  return (
    <>
      {offered.map((field) => {
        const counts = facets[field] ?? [];
        const chosen = valuesOf(search[field]);
        if (counts.length === 0 && chosen.length === 0) return null;
        return (
          <Facet
            key={field}
            field={field}
            counts={counts}
            chosen={chosen}
            onChange={(next) => change({ [field]: textOf(next) })}
          />
        );
      })}
    </>
  );
}
