/**
 * A searchable list of check boxes under headings, for choosing many of up to some hundreds.
 * Words found at the start of a name come first. Plain DOM rows, so 300 rows open at once without a wait.
 */
import { TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./option-picker.module.css";

export type Option = {
  key: string;
  name: string;
  /** Right of the name, in small: a code, a number of members. */
  hint?: string;
  /** More words it is found by. */
  keywords?: string;
};

export type OptionSection = { title: string; options: Option[] };

type Props = {
  /** Label of the search field. */
  label: string;
  sections: OptionSection[];
  value: string[];
  onChange: (next: string[]) => void;
};

/** The options that hold every word of the query, those that start with it first. */
export function findOptions(options: Option[], query: string): Option[] {
  const words = query
    .toLocaleLowerCase("en")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return options;
  const first = words[0] as string;
  const text = (option: Option) =>
    `${option.name} ${option.key} ${option.keywords ?? ""}`.toLocaleLowerCase("en");
  const found = options.filter((option) => words.every((word) => text(option).includes(word)));
  const rank = (option: Option) =>
    option.key.toLocaleLowerCase("en") === first
      ? 0
      : option.name.toLocaleLowerCase("en").startsWith(first)
        ? 1
        : 2;
  return found
    .map((option, index) => ({ option, index }))
    .sort((a, b) => rank(a.option) - rank(b.option) || a.index - b.index)
    .map(({ option }) => option);
}

export function OptionPicker({ label, sections, value, onChange }: Props) {
  const { t } = useTranslation("ui");
  const [query, setQuery] = useState("");
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () =>
      sections
        .map((section) => ({ ...section, options: findOptions(section.options, query) }))
        .filter((section) => section.options.length > 0),
    [sections, query],
  );
  const toggle = (key: string) =>
    onChange(value.includes(key) ? value.filter((one) => one !== key) : [...value, key]);
  const moveFocus = (event: React.KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const boxes = [...(list.current?.querySelectorAll("input") ?? [])];
    const now = boxes.indexOf(document.activeElement as HTMLInputElement);
    const next = boxes[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move between its own fields
    <div className={classes.picker} onKeyDown={moveFocus}>
      <TextInput
        aria-label={label}
        placeholder={label}
        data-autofocus
        // Escape closes the list alone, not the dialog behind it with all that was typed there.
        data-mantine-stop-propagation="true"
        leftSection={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const best = shown[0]?.options[0];
          if (event.key !== "Enter" || best === undefined || query === "") return;
          event.preventDefault();
          toggle(best.key);
          setQuery("");
        }}
      />
      <div className={classes.list} ref={list}>
        {shown.map((section) => (
          <fieldset key={section.title} className={classes.section}>
            <legend>{section.title}</legend>
            {section.options.map((option) => (
              <label key={option.key} className={classes.option} htmlFor={`${id}-${option.key}`}>
                <input
                  data-mantine-stop-propagation="true"
                  type="checkbox"
                  id={`${id}-${option.key}`}
                  checked={value.includes(option.key)}
                  onChange={() => toggle(option.key)}
                />
                <span className={classes.name}>{option.name}</span>
                {option.hint !== undefined && <span className={classes.hint}>{option.hint}</span>}
              </label>
            ))}
          </fieldset>
        ))}
        {shown.length === 0 && <p className={classes.nothing}>{t("use.nothingFound", { query })}</p>}
      </div>
      <div className={classes.footer}>
        <span aria-live="polite">{t("use.chosen", { count: value.length })}</span>
        {value.length > 0 && (
          <button type="button" className={classes.clear} onClick={() => onChange([])}>
            {t("clear")}
          </button>
        )}
      </div>
    </div>
  );
}
