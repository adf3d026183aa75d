/** What an asset is made of. What must be cleared for a part must be cleared for the whole. */
import { Button, Checkbox, MultiSelect, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { AssetRef, Component } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { AssetPicker } from "@/ui/asset-picker/asset-picker";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { Thumb } from "@/ui/thumb/thumb";
import classes from "./asset-rights.module.css";
import forms from "./forms.module.css";
import { createComponent, decideComponent, useRightsChanged } from "./queries";
import "./texts";

function Row({ component, asset, mayEdit }: { component: Component; asset: string; mayEdit: boolean }) {
  const { t } = useTranslation("agreements");
  const changed = useRightsChanged();
  const decide = useMutation({
    mutationFn: (status: Component["status"]) => decideComponent(component, status),
    onSuccess: changed,
    onError: sayProblem,
  });
  // Seen from the part, the whole is what is shown.
  const isPart = component.child.id === asset;
  const other = isPart ? component.parent : component.child;
  return (
    <li data-status={component.status}>
      <Thumb src={other.thumbnail_url} color={other.color} size={40} />
      <span className={classes.componentWords}>
        <Link to="/assets/$assetId" params={{ assetId: other.id }}>
          {other.title}
        </Link>
        <span>
          {[
            isPart ? t("component.partOf") : "",
            component.role,
            component.status === "confirmed"
              ? ""
              : t(`component.status.${component.status}`, component.status),
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </span>
      {mayEdit && !isPart && component.status === "suspected" && (
        <Button
          size="compact-sm"
          variant="default"
          loading={decide.isPending}
          onClick={() => decide.mutate("confirmed")}
        >
          {t("component.confirm")}
        </Button>
      )}
      {mayEdit && !isPart && component.status !== "rejected" && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={decide.isPending}
          onClick={() => decide.mutate("rejected")}
        >
          {t("component.reject")}
        </Button>
      )}
    </li>
  );
}

type Props = { asset: string; components: readonly Component[]; mayEdit: boolean };

export function Components({ asset, components, mayEdit }: Props) {
  const { t } = useTranslation("agreements");
  const shown = components.filter((one) => one.status !== "rejected");
  if (shown.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3>{t("component.title")}</h3>
      <ul className={classes.components}>
        {shown.map((component) => (
          <Row key={component.id} component={component} asset={asset} mayEdit={mayEdit} />
        ))}
      </ul>
    </section>
  );
}

function Form({ asset, onClose }: { asset: string; onClose: () => void }) {
  const { t } = useTranslation(["agreements", "ui"]);
  const [use] = useCurrentUse();
  const [child, setChild] = useState<AssetRef | null>(null);
  const [role, setRole] = useState("");
  const [sure, setSure] = useState(true);
  const [embedding, setEmbedding] = useState<string | null>(null);
  const [modifications, setModifications] = useState<string[]>([]);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const changed = useRightsChanged();
  const save = useMutation({
    mutationFn: (part: AssetRef) =>
      createComponent(asset, {
        child: part.id,
        role: role.trim(),
        status: sure ? "confirmed" : "suspected",
        ...(embedding === null ? {} : { embedding }),
        ...(modifications.length === 0 ? {} : { modifications }),
      }),
    onSuccess: async () => {
      await changed();
      onClose();
    },
  });
  return (
    <DialogForm
      onSubmit={() => child !== null && save.mutate(child)}
      onCancel={onClose}
      action={t("component.record")}
      isSending={save.isPending}
      disabled={child === null}
      error={save.error}
    >
      <p className={forms.hint}>{t("component.hint")}</p>
      {child === null ? (
        <AssetPicker label={t("component.find")} use={use} without={[asset]} onPick={setChild} />
      ) : (
        <div className={classes.chosen}>
          <Thumb src={child.thumbnail_url} color={child.color} size={48} />
          <strong>{child.title}</strong>
          <Button size="compact-sm" variant="default" onClick={() => setChild(null)}>
            {t("component.other")}
          </Button>
        </div>
      )}
      <div className={forms.pair}>
        <TextInput
          label={t("component.role")}
          placeholder={t("component.roleExample")}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
        />
        <Select
          label={t("component.embedding")}
          data={["rendered", "embedded", "linked"].map((value) => ({
            value,
            label: t(`component.embeddings.${value as "rendered" | "embedded" | "linked"}`),
          }))}
          value={embedding}
          onChange={setEmbedding}
          placeholder={t("component.embeddingNone")}
          clearable
          clearButtonProps={{ "aria-label": t("ui:clear") }}
        />
      </div>
      <MultiSelect
        label={t("component.modifications")}
        description={t("component.modificationsHint")}
        data={(reference?.modifications ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={modifications}
        onChange={setModifications}
        searchable
        hidePickedOptions
      />
      <Checkbox
        label={t("component.sure")}
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
    </DialogForm>
  );
}

export function ComponentDialog(props: { asset: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} size={600} title={t("rights.addComponent")}>
      <Form asset={props.asset} onClose={props.onClose} />
    </FormDialog>
  );
}
