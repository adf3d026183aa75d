/** The words to search for. Typing never waits: the URL follows 250 ms behind, at once on Enter. */
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/lib/keys";
import classes from "./library.module.css";

export function SearchField({
  q,
  onChange,
}: {
  q: string | undefined;
  onChange: (q: string | undefined) => void;
}) {
  const { t } = useTranslation("search");
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q ?? "");
  const typed = useRef(q ?? "");
  const report = (value: string) => {
    typed.current = value.trim();
    onChange(typed.current === "" ? undefined : typed.current);
  };
  const later = useDebouncedCallback(report, 250);
  // The address changed from elsewhere: back, the palette, a removed filter.
  useEffect(() => {
    if ((q ?? "") !== typed.current) {
      typed.current = q ?? "";
      setText(q ?? "");
    }
  }, [q]);
  useKeys([
    { keys: "/", label: t("keys.search"), group: t("keys.group"), run: () => field.current?.focus() },
  ]);
  return (
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
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") report(text);
        if (event.key === "Escape") field.current?.blur();
      }}
    />
  );
}
