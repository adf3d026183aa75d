/** The Ctrl K palette: commands of the app and the page, the use, and what the server suggests for the words. */
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileImage, Globe, Images, Search } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { RightsReference, Suggestion } from "@/api/types";
import { type Command, matchesCommand, useRegisteredCommands } from "@/lib/commands";
import { useCurrentUse } from "@/lib/current-use";
import type { UseContext } from "@/lib/use-context";
import { findOptions } from "@/ui/option-picker";
import { useGlobalCommands } from "../commands";
import classes from "./palette.module.css";

const [store, palette] = createSpotlight();

/** 'use: print de' and 'print de' alike: each word may name a channel or a territory. */
export function wordsOf(query: string): string[] {
  return query
    .replace(/^use\b:?/i, "")
    .split(/[\s,]+/)
    .filter((word) => word.length >= 2);
}

function useCommandsFor(
  query: string,
  reference: RightsReference | undefined,
  use: UseContext,
  setUse: (next: UseContext) => void,
): Command[] {
  const { t } = useTranslation(["app", "ui"]);
  return useMemo(() => {
    if (reference === undefined) return [];
    const channels = [...reference.channels, ...reference.channel_groups];
    const territories = [
      ...reference.territory_groups,
      ...reference.territories.map((one) => ({ key: one.code, name: one.name })),
    ];
    return wordsOf(query).flatMap((word) => {
      const found: Command[] = [];
      for (const { key, name } of findOptions(channels, word).slice(0, 3)) {
        const has = use.channels.includes(key);
        const next = has ? use.channels.filter((one) => one !== key) : [...use.channels, key];
        found.push({
          id: `use-channel-${key}`,
          label: t(has ? "palette.removeChannel" : "palette.addChannel", { name }),
          description: t("ui:use.channels"),
          group: t("palette.use"),
          icon: Images,
          run: () => setUse({ ...use, channels: next }),
        });
      }
      for (const { key, name } of findOptions(territories, word).slice(0, 3)) {
        const has = use.territories.includes(key);
        const next = has ? use.territories.filter((one) => one !== key) : [...use.territories, key];
        found.push({
          id: `use-territory-${key}`,
          label: t(has ? "palette.removeChannel" : "palette.addTerritory", { name }),
          description: t("ui:use.territories"),
          group: t("palette.use"),
          icon: Globe,
          run: () => setUse({ ...use, territories: next }),
        });
      }
      return found;
    });
  }, [query, reference, use, setUse, t]);
}

function useSuggestions(query: string): Suggestion[] {
  const [settled] = useDebouncedValue(query.trim(), 80);
  const { data } = useQuery({
    queryKey: ["search", "suggest", settled],
    enabled: settled.length >= 2,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.GET("/search/suggest", { params: { query: { q: settled } }, signal }),
  });
  return query.trim().length >= 2 ? (data?.items ?? []) : [];
}

export default function Palette({ asked }: { asked: number }) {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [use, setUse] = useCurrentUse();
  const { data: reference } = useQuery(rightsReferenceQuery);
  const commands = [...useRegisteredCommands(), ...useGlobalCommands()].filter((one) =>
    matchesCommand(one, query),
  );
  const useCommands = useCommandsFor(query, reference, use, setUse);
  const suggestions = useSuggestions(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opens once each time it is asked for
  useEffect(() => {
    setQuery("");
    palette.open();
  }, [asked]);
  const library = (q: string) =>
    void navigate({ to: "/library", search: ((old: object) => ({ ...old, q })) as never });
  const found: Command[] = suggestions.map((one) => ({
    id: `suggest-${one.kind}-${one.id ?? one.text}`,
    label: one.text,
    description: t(`palette.kind.${one.kind}`, one.kind),
    group: t("palette.library"),
    icon: FileImage,
    run: () => library(one.text),
  }));
  if (query.trim() !== "") {
    found.push({
      id: "search",
      label: t("palette.searchFor", { query: query.trim() }),
      group: t("palette.library"),
      icon: Search,
      run: () => library(query.trim()),
    });
  }
  const groups = Map.groupBy([...commands, ...useCommands, ...found], (one) => one.group);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 100, transition: "fade" }}
      attributes={{ content: { "aria-label": t("palette.title") } }}
      classNames={{ action: classes.action, actionDescription: classes.description }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.title")}
        leftSection={<Search size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {[...groups].map(([group, list]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {list.map(({ id, icon: Icon, label, description, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                description={description}
                leftSection={Icon === undefined ? undefined : <Icon size={18} aria-hidden />}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.size === 0 && <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
