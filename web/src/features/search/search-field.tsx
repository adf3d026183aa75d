/**
 * The words to search for. Typing never waits: the URL follows 250 ms behind, at once on Enter.
 * The server's suggestions open below; a keyword or a collection becomes a filter, a title opens its asset.
 */
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "@/api/types";
import { useKeys } from "@/lib/keys";
import { formatCount } from "@/lib/numbers";
import classes from "./library.module.css";
import { type LibrarySearch, textOf, valuesOf } from "./library-search";
import { suggestQuery } from "./queries";
import type { SearchChange } from "./use-library";

type Props = { search: LibrarySearch; change: SearchChange };

/** The field's text, and its way into the URL. */
function useSearchText(q: string | undefined, onChange: (q: string | undefined) => void) {
  const [text, setText] = useState(q ?? "");
  const reported = useRef(q ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  /** What was typed no longer goes into the URL by itself. */
  const forget = () => {
    clearTimeout(timer.current);
    reported.current = "";
    setText("");
  };
  const report = (value: string) => {
    clearTimeout(timer.current);
    reported.current = value.trim();
    onChange(reported.current === "" ? undefined : reported.current);
  };
  const later = (value: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => report(value), 250);
  };
  // The address changed from elsewhere: back, the palette, a removed filter.
  useEffect(() => {
    if ((q ?? "") === reported.current) return;
    reported.current = q ?? "";
    setText(q ?? "");
  }, [q]);
  return { text, setText, forget, report, later };
}

export function SearchField({ search, change }: Props) {
  const { t } = useTranslation("search");
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { text, setText, forget, report, later } = useSearchText(search.q, (q) => change({ q }));
  const [settled] = useDebouncedValue(text.trim(), 80);
  const { data } = useQuery(suggestQuery(settled));
  const suggestions = text.trim().length >= 2 ? (data ?? []) : [];
  useKeys([
    { keys: "/", label: t("keys.search"), group: t("keys.group"), run: () => field.current?.focus() },
  ]);

  const take = (one: Suggestion) => {
    combobox.closeDropdown();
    if (one.kind === "title" && one.id != null) {
      forget();
      void navigate({ to: "/assets/$assetId", params: { assetId: one.id } });
      return;
    }
    if (one.kind === "keyword" || one.kind === "collection") {
      const value = one.id ?? one.text;
      forget();
      change({ q: undefined, [one.kind]: textOf([...new Set([...valuesOf(search[one.kind]), value])]) });
      return;
    }
    setText(one.text);
    report(one.text);
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        const chosen = suggestions[Number(value)];
        if (chosen !== undefined) take(chosen);
      }}
      shadow="md"
      withinPortal={false}
      transitionProps={{ duration: 0 }}
    >
      <Combobox.Target>
        <TextInput
          ref={field}
          type="search"
          className={classes.searchField}
          aria-label={t("search")}
          placeholder={t("placeholder")}
          leftSection={<Search size={16} aria-hidden />}
          rightSection={
            text !== "" && (
              <button
                type="button"
                className={classes.iconButton}
                aria-label={t("clearSearch")}
                onClick={() => {
                  setText("");
                  report("");
                  field.current?.focus();
                }}
              >
                <X size={14} aria-hidden />
              </button>
            )
          }
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            later(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === "Enter" && combobox.getSelectedOptionIndex() < 0) {
              report(text);
              combobox.closeDropdown();
            }
            if (event.key === "Escape" && !combobox.dropdownOpened) field.current?.blur();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={suggestions.length === 0}>
        <Combobox.Options aria-label={t("suggestions")}>
          {suggestions.map((one, index) => (
            <Combobox.Option value={String(index)} key={`${one.kind} ${one.id ?? one.text}`}>
              <span className={classes.suggestion}>
                <span>{one.text}</span>
                <span>
                  {t(`suggestionKinds.${one.kind}`, one.kind)}
                  {one.count > 1 && ` · ${formatCount(one.count)}`}
                </span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
