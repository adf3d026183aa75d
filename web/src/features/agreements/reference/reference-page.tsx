/** What the words of agreements mean in this house, and how it came to that. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import { useMay } from "@/api/session";
import type { RightsReference } from "@/api/types";
import { civilDay } from "@/lib/dates";
import { PermissionGate } from "@/ui/access/permission-gate";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Page } from "@/ui/page";
import table from "@/ui/table.module.css";
import { Channels } from "./channels";
import { type EntryDraft, entryOf, type Kind, newEntry } from "./entry-draft";
import { EntryPanel } from "./entry-panel";
import { Groups } from "./groups";
import { HistoryPanel } from "./history-panel";
import { categoriesInOrder, Leaves } from "./leaves";
import type { Act } from "./marks";
import { type Part, parts } from "./reference-search";
import { Sources } from "./sources";
import "./texts";

const kinds: Record<Exclude<Part, "sources">, Kind> = {
  groups: "group",
  channels: "channel",
  purposes: "purpose",
  categories: "category",
  modifications: "modification",
};

type ListProps = {
  part: Part;
  reference: RightsReference;
  onAct: (act: Act) => void;
  onAdd: (kind: Kind) => void;
};

function List({ part, reference, onAct, onAdd }: ListProps) {
  if (part === "groups") return <Groups reference={reference} onAct={onAct} />;
  if (part === "channels") return <Channels reference={reference} onAct={onAct} onAdd={onAdd} />;
  if (part === "sources") return <Sources reference={reference} />;
  const items = {
    purposes: reference.purposes,
    categories: categoriesInOrder(reference),
    modifications: reference.modifications,
  }[part];
  return <Leaves kind={kinds[part]} items={items} onAct={onAct} />;
}

function Loaded({ part, reference }: { part: Part; reference: RightsReference }) {
  const [entry, setEntry] = useState<EntryDraft | null>(null);
  const [past, setPast] = useState<{ kind: Kind; key: string; name: string } | null>(null);
  const { t } = useTranslation("reference");
  const may = useMay("edit_reference");
  const today = civilDay(new Date());
  const act = ({ what, kind, key }: Act) => {
    const found = entryOf(reference, kind, key);
    if (found === undefined) return;
    if (what === "change") setEntry(found);
    else setPast({ kind, key, name: found.name });
  };
  const add = (kind: Kind) => setEntry(newEntry(kind, today));
  return (
    <>
      {part !== "sources" && may && (
        <div className={table.tools}>
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => add(kinds[part])}>
            {t(`add.${kinds[part]}`)}
          </Button>
        </div>
      )}
      <List part={part} reference={reference} onAct={act} onAdd={add} />
      <EntryPanel reference={reference} entry={entry} today={today} onClose={() => setEntry(null)} />
      <HistoryPanel reference={reference} entry={past} onClose={() => setPast(null)} />
    </>
  );
}

function Content() {
  const { t } = useTranslation("reference");
  const { part = "groups" } = useSearch({ from: "/shell/reference" });
  const navigate = useNavigate();
  const reference = useQuery({ ...rightsReferenceQuery, staleTime: 30_000 });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <div className={table.tools}>
        <FilterRow
          label={t("which")}
          options={parts.map((key) => ({ key, name: t(`parts.${key}`) }))}
          value={part}
          onChange={(key) =>
            void navigate({
              to: "/reference",
              search: key === "groups" ? {} : { part: key },
              replace: true,
            })
          }
        />
      </div>
      {reference.isPending && <Skeleton height={320} />}
      {reference.isError && <ErrorPanel error={reference.error} onRetry={() => void reference.refetch()} />}
      {reference.data !== undefined && <Loaded part={part} reference={reference.data} />}
    </Page>
  );
}

export function ReferencePage() {
  const { t } = useTranslation("reference");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
