/** The presets: which pictures are made of assets, and which channels take them. */
import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, CircleCheck, Crop, Lock, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RenditionPreset } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { confirm } from "@/ui/feedback/confirm";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Page } from "@/ui/page";
import { StateChip } from "@/ui/state-chip";
import table from "@/ui/table.module.css";
import { PresetDialog } from "./preset-dialog";
import { changePreset, channelsOfPresetsQuery, presetsQuery } from "./queries";
import { PictureWords } from "./words";
import "./texts";

function Retire({ preset, channels }: { preset: RenditionPreset; channels: string[] }) {
  const { t } = useTranslation("renditions");
  const queries = useQueryClient();
  const isActive = preset.state === "active";
  const save = useMutation({
    mutationFn: () => changePreset(preset, { state: isActive ? "retired" : "active" }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["presets"] });
      say(t("saved"));
    },
    onError: sayProblem,
  });
  const ask = async () => {
    const used = channels.length === 0 ? "" : ` ${t("retireUsed", { channels: channels.join("; ") })}`;
    const message = `${t("retireText")}${used}`;
    const question = { title: t("retireTitle", { name: preset.name }), message, action: t("retire") };
    if (!isActive || (await confirm(question))) save.mutate();
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={save.isPending}
      onClick={() => void ask()}
    >
      {t(isActive ? "retire" : "reactivate")}
    </Button>
  );
}

type RowProps = { preset: RenditionPreset; channels: string[]; onEdit: () => void };

function Row({ preset, channels, onEdit }: RowProps) {
  const { t } = useTranslation("renditions");
  const isActive = preset.state === "active";
  const hash = preset.recipe_hash.slice(0, 8);
  return (
    <tr>
      <td>
        <div className={table.strong}>{preset.name}</div>
        <div className={table.faint}>{preset.note === "" ? preset.key : preset.note}</div>
      </td>
      <td className={table.besideActions}>
        <PictureWords recipe={preset.recipe} />
        <div className={table.faint} title={t("recipeHint")}>
          {t("recipe", { hash })}
        </div>
      </td>
      <td className={table.minor}>{channels.length === 0 ? t("nobody") : channels.join("; ")}</td>
      <td className={table.state}>
        {preset.built_in ? (
          <StateChip tone="quiet" icon={Lock}>
            {t("builtIn")}
          </StateChip>
        ) : (
          <StateChip tone={isActive ? "good" : "quiet"} icon={isActive ? CircleCheck : Archive}>
            {t(isActive ? "states.active" : "states.retired")}
          </StateChip>
        )}
      </td>
      <td className={table.end}>
        {!preset.built_in && (
          <>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t("edit", { name: preset.name })}
              onClick={onEdit}
            >
              {t("change")}
            </Button>
            <Retire preset={preset} channels={channels} />
          </>
        )}
      </td>
    </tr>
  );
}

function Rows({
  presets,
  onEdit,
}: {
  presets: readonly RenditionPreset[];
  onEdit: (preset: RenditionPreset) => void;
}) {
  const { t } = useTranslation("renditions");
  const channels = useQuery(channelsOfPresetsQuery);
  const takers = (key: string) =>
    (channels.data ?? [])
      .filter((one) => one.preset === key && one.state === "active")
      .map((one) => one.name);
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("picture")}</th>
            <th scope="col" className={table.minor}>
              {t("usedBy")}
            </th>
            <th scope="col">{t("state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {presets.map((one) => (
            <Row key={one.key} preset={one} channels={takers(one.key)} onEdit={() => onEdit(one)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("renditions");
  const presets = useQuery(presetsQuery);
  const [editing, setEditing] = useState<RenditionPreset | "new" | null>(null);
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("add")}
    </Button>
  );
  const isPlain = presets.data?.every((one) => one.built_in) === true;
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      {presets.isError && <ErrorPanel error={presets.error} onRetry={() => void presets.refetch()} />}
      {presets.isPending && <Skeleton height={200} />}
      {presets.data !== undefined && <Rows presets={presets.data} onEdit={setEditing} />}
      {isPlain && (
        <EmptyState icon={Crop} title={t("noneTitle")}>
          {t("noneText")}
        </EmptyState>
      )}
      <PresetDialog
        key={editing === null ? "none" : editing === "new" ? "new" : `${editing.key} ${editing.revision}`}
        preset={editing === "new" || editing === null ? undefined : editing}
        opened={editing !== null}
        onClose={() => setEditing(null)}
      />
    </Page>
  );
}

export function PresetsPage() {
  const { t } = useTranslation("renditions");
  return (
    <PermissionGate permission="manage_channels" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
