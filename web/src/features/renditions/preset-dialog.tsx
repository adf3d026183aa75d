/** Adds or changes a preset of the house, with an example beside the form. */
import { ColorInput, NumberInput, SegmentedControl, Select, Slider, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RenditionPreset } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import { Example } from "./example";
import {
  complaintsOf,
  draftOf,
  formats,
  isDrawable,
  leastPixels,
  mostPixels,
  type PictureFormat,
  type PresetDraft,
  recipeOf,
} from "./preset-draft";
import { addPreset, changePreset } from "./queries";
import classes from "./renditions.module.css";

type Fields = {
  draft: PresetDraft;
  change: (next: Partial<PresetDraft>) => void;
  complaint: (field: "key" | "name" | "width" | "height") => string | undefined;
};

function Names({ draft, change, complaint, isNew }: Fields & { isNew: boolean }) {
  const { t } = useTranslation("renditions");
  return (
    <>
      <TextInput
        data-autofocus
        label={t("name")}
        maxLength={100}
        value={draft.name}
        error={complaint("name")}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {isNew && (
        <TextInput
          label={t("key")}
          description={t("keyHint")}
          maxLength={40}
          value={draft.key}
          error={complaint("key")}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t("note")}
        maxLength={300}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </>
  );
}

function Shape({ draft, change, complaint }: Fields) {
  const { t } = useTranslation("renditions");
  const isBox = draft.shape === "cover";
  const whole = { allowDecimal: false, allowNegative: false, min: leastPixels, max: mostPixels } as const;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t("shape")}
        data={(["inside", "cover"] as const).map((value) => ({ value, label: t(`shapes.${value}`) }))}
        value={draft.shape}
        onChange={(shape) => change({ shape: shape as PresetDraft["shape"] })}
      />
      <div className={classes.pair}>
        <NumberInput
          {...whole}
          clampBehavior="none"
          label={t(isBox ? "width" : "longSide")}
          value={draft.width}
          error={complaint("width")}
          onChange={(width) => change({ width })}
        />
        {isBox && (
          <NumberInput
            {...whole}
            clampBehavior="none"
            label={t("height")}
            value={draft.height}
            error={complaint("height")}
            onChange={(height) => change({ height })}
          />
        )}
      </div>
      {isBox && (
        <div className={classes.pair}>
          <NumberInput
            label={t("focusX")}
            min={0}
            max={100}
            value={draft.focusX}
            onChange={(focusX) => change({ focusX })}
          />
          <NumberInput
            label={t("focusY")}
            min={0}
            max={100}
            value={draft.focusY}
            onChange={(focusY) => change({ focusY })}
          />
        </div>
      )}
      <p className={classes.note}>{t("neverEnlarged")}</p>
    </>
  );
}

function FileFields({ draft, change }: Fields) {
  const { t } = useTranslation("renditions");
  return (
    <>
      <Select
        label={t("format")}
        allowDeselect={false}
        data={formats.map((value) => ({ value, label: t(`formats.${value}`) }))}
        value={draft.format}
        onChange={(format) => change({ format: format as PictureFormat })}
      />
      {draft.format === "avif" && <p className={classes.note}>{t("avifHint")}</p>}
      {draft.format !== "png" && (
        <div className={classes.slider}>
          <span aria-hidden>
            {t("quality")}: {draft.quality}
          </span>
          <Slider
            min={1}
            max={100}
            thumbLabel={t("quality")}
            value={draft.quality}
            onChange={(quality) => change({ quality })}
          />
        </div>
      )}
      {(draft.format === "webp" || draft.format === "avif") && (
        <div className={classes.slider}>
          <span aria-hidden>
            {t("effort")}: {draft.effort}. {t("effortHint")}
          </span>
          <Slider
            min={0}
            max={6}
            thumbLabel={`${t("effort")}. ${t("effortHint")}`}
            value={draft.effort}
            onChange={(effort) => change({ effort })}
          />
        </div>
      )}
      <ColorInput
        withEyeDropper={false}
        label={t("background")}
        description={t("backgroundHint")}
        format="hex"
        value={draft.background}
        onChange={(background) => change({ background })}
      />
    </>
  );
}

function Form({ preset, onClose }: { preset: RenditionPreset | undefined; onClose: () => void }) {
  const { t } = useTranslation(["renditions", "ui"]);
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(preset));
  const [asked, setAsked] = useState(false);
  const change = (next: Partial<PresetDraft>) => setDraft((now) => ({ ...now, ...next }));
  const complaints = complaintsOf(draft);
  const complaint: Fields["complaint"] = (field) => {
    const what = asked ? complaints[field] : undefined;
    return what === undefined ? undefined : t(what, { least: leastPixels, most: mostPixels });
  };
  const save = useMutation({
    mutationFn: () => {
      const same = { name: draft.name, note: draft.note, recipe: recipeOf(draft) };
      return preset === undefined
        ? addPreset({ ...same, key: draft.key.trim() })
        : changePreset(preset, same);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["presets"] });
      say(t("saved"));
      onClose();
    },
  });
  const fields = { draft, change, complaint };
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (Object.keys(complaints).length === 0) save.mutate();
      }}
      onCancel={onClose}
      action={t("ui:save")}
      isSending={save.isPending}
      error={save.error}
    >
      <div className={classes.columns}>
        <div className={classes.fields}>
          <Names {...fields} isNew={preset === undefined} />
          <Shape {...fields} />
          <FileFields {...fields} />
          {preset !== undefined && <p className={classes.note}>{t("newRecipe")}</p>}
        </div>
        <Example recipe={isDrawable(draft) ? recipeOf(draft) : null} />
      </div>
    </DialogForm>
  );
}

export function PresetDialog({
  preset,
  opened,
  onClose,
}: {
  preset: RenditionPreset | undefined;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("renditions");
  return (
    <FormDialog
      title={preset === undefined ? t("addTitle") : t("changeTitle", { name: preset.name })}
      opened={opened}
      onClose={onClose}
      size={860}
    >
      <Form preset={preset} onClose={onClose} />
    </FormDialog>
  );
}
