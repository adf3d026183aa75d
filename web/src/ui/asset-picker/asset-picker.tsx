/** Finds one asset by its words and shows what it looks like and whether it may be used. */
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { assetSearchQuery } from "@/api/asset-search";
import type { AssetRef } from "@/api/types";
import { isCompleteUse, type UseContext } from "@/lib/use-context";
import { Thumb } from "@/ui/thumb/thumb";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import classes from "./asset-picker.module.css";

type Props = {
  label: string;
  /** The use the verdicts answer for. */
  use: UseContext;
  /** Not offered: the asset itself, or those chosen already. */
  without?: readonly string[];
  onPick: (asset: AssetRef) => void;
};

export function AssetPicker({ label, use, without = [], onPick }: Props) {
  const { t } = useTranslation("ui");
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 120);
  const answer = useQuery(assetSearchQuery(asked, use));
  const list = useRef<HTMLUListElement>(null);
  const hits = (answer.data ?? []).filter((hit) => !without.includes(hit.asset_id));
  const moveFocus = (event: React.KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = buttons[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move between its own fields
    <div className={classes.picker} onKeyDown={moveFocus}>
      <TextInput
        label={label}
        placeholder={t("assetPicker.placeholder")}
        leftSection={<Search size={14} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul className={classes.list} ref={list} aria-busy={answer.isFetching}>
        {hits.map((hit) => (
          <li key={hit.asset_id}>
            <button
              type="button"
              className={classes.hit}
              onClick={() =>
                onPick({
                  id: hit.asset_id,
                  title: hit.title,
                  thumbnail_url: hit.thumbnail_url,
                  color: hit.color,
                })
              }
            >
              <Thumb src={hit.thumbnail_url} color={hit.color} size={40} />
              <span className={classes.words}>
                <span className={classes.title}>{hit.title}</span>
                <span className={classes.file}>{hit.file_name}</span>
              </span>
              <VerdictBadge sign={isCompleteUse(use) ? signOf(hit.headline ?? undefined) : signOf(null)} />
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.nothing} aria-live="polite">
        {answer.isError
          ? t("assetPicker.failed")
          : hits.length === 0 && !answer.isPending
            ? t("assetPicker.nothing", { words: asked })
            : ""}
      </p>
    </div>
  );
}
