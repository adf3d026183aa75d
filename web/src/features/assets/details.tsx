/** Title, description and keywords of an asset, changed in place. */
import { Alert, Button, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCode, sentenceOf } from "@/api/problem";
import { useMay } from "@/api/session";
import type { Asset } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { formatInstant } from "@/lib/dates";
import { offerUndo } from "@/ui/feedback/undo-toast";
import { assetChanges, type Described } from "./asset-change";
import classes from "./asset-parts.module.css";
import { assetQuery, changeAsset } from "./queries";
import { technicalFacts } from "./technical";

function Facts({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const { version } = asset;
  const size =
    version.width !== null && version.height !== null ? `${version.width} × ${version.height}` : null;
  return (
    <dl className={classes.facts}>
      <dt>{t("facts.file")}</dt>
      <dd>{version.file_name}</dd>
      <dt>{t("facts.size")}</dt>
      <dd>{[size, formatBytes(version.size_bytes)].filter((part) => part !== null).join(", ")}</dd>
      {technicalFacts(version).map((fact) => (
        <Fragment key={fact.key}>
          <dt>{t(`technical.${fact.key}`)}</dt>
          <dd>{fact.value}</dd>
        </Fragment>
      ))}
      <dt>{t("facts.version")}</dt>
      <dd>{version.number}</dd>
      <dt>{t("facts.added")}</dt>
      <dd>{t("facts.addedBy", { at: formatInstant(asset.created_at), name: asset.created_by.name })}</dd>
      <dt>{t("details.owner")}</dt>
      <dd>{asset.organization_name}</dd>
    </dl>
  );
}

const draftOf = (asset: Asset): Described => ({
  title: asset.title,
  description: asset.description,
  keywords: asset.keywords,
});

function Form({ asset, onDone }: { asset: Asset; onDone: () => void }) {
  const { t } = useTranslation(["assets", "ui"]);
  const queries = useQueryClient();
  // What the person saw when they began: somebody else's change since then must not be overwritten.
  const [seen, setSeen] = useState(asset);
  const [draft, setDraft] = useState(() => draftOf(asset));
  const change = (next: Partial<Described>) => setDraft((now) => ({ ...now, ...next }));
  const keep = async (saved: Asset) => {
    queries.setQueryData(assetQuery(asset.id).queryKey, saved);
    await queries.invalidateQueries({ queryKey: ["search"] });
  };
  const save = useMutation({
    mutationFn: () => changeAsset(asset.id, seen.revision, assetChanges(seen, draft)),
    onSuccess: async (saved) => {
      await keep(saved);
      const back = assetChanges(saved, draftOf(seen));
      offerUndo(t("details.saved"), async () => keep(await changeAsset(asset.id, saved.revision, back)));
      onDone();
    },
  });
  const stale = hasCode(save.error, "precondition.failed");
  const reload = async () => {
    const fresh = await queries.fetchQuery({ ...assetQuery(asset.id), staleTime: 0 });
    // Theirs, and on top of it only what was changed here.
    setDraft({ ...draftOf(fresh), ...assetChanges(seen, draft) });
    setSeen(fresh);
    save.reset();
  };
  const changed = Object.keys(assetChanges(seen, draft)).length > 0;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && draft.title.trim() !== "") save.mutate();
      }}
    >
      {save.error !== null && (
        <Alert color="red" role="alert">
          {stale ? t("details.stale") : sentenceOf(save.error)}
          {stale && (
            <div className={classes.staleActions}>
              <Button size="compact-sm" variant="default" onClick={() => void reload()}>
                {t("details.keepMine")}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={async () => {
                  await reload();
                  onDone();
                }}
              >
                {t("details.takeTheirs")}
              </Button>
            </div>
          )}
        </Alert>
      )}
      <TextInput
        data-autofocus
        label={t("details.title")}
        value={draft.title}
        maxLength={300}
        error={draft.title.trim() === "" ? t("details.titleMissing") : undefined}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t("details.description")}
        autosize
        minRows={3}
        maxRows={12}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <TagsInput
        label={t("facts.keywords")}
        description={t("details.keywordsHint")}
        value={draft.keywords}
        onChange={(keywords) => change({ keywords })}
        splitChars={[",", ";"]}
        maxTags={100}
        acceptValueOnBlur
      />
      <div className={classes.formActions}>
        <Button variant="default" onClick={onDone}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t("details.save")}
        </Button>
      </div>
    </form>
  );
}

export function Details({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const mayEdit = useMay("edit_assets");
  const [editing, setEditing] = useState(false);
  if (editing) return <Form asset={asset} onDone={() => setEditing(false)} />;
  return (
    <div className={classes.details}>
      {asset.description === "" ? (
        <p className={classes.faint}>{t("details.noDescription")}</p>
      ) : (
        <p className={classes.description}>{asset.description}</p>
      )}
      {asset.keywords.length > 0 && (
        <ul className={classes.keywords} aria-label={t("facts.keywords")}>
          {asset.keywords.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      )}
      <Facts asset={asset} />
      {mayEdit && (
        <Button variant="default" className={classes.left} onClick={() => setEditing(true)}>
          {t("details.edit")}
        </Button>
      )}
    </div>
  );
}
