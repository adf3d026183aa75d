/** What is on record for an asset: what must be cleared, who allowed what, what forbids, what it is made of. */
import { ActionIcon, Button, Menu, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Ban, ChevronDown, MoreHorizontal, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import { useMay } from "@/api/session";
import type { AssetRef, AssetRights as AssetRightsAnswer, InterestRights } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { confirm } from "@/ui/feedback/confirm";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { withReadableDates } from "@/ui/server-words";
import classes from "./asset-rights.module.css";
import { ComponentDialog, Components } from "./components";
import { ExportLink } from "./exchange/export-link";
import { PresetDoor } from "./exchange/preset-door";
import { AiReservation } from "./file-rights/ai-reservation";
import { FileRights } from "./file-rights/file-rights";
import { Flags } from "./house-rules/flags";
import { InterestDialog } from "./interest-dialog";
import { interestName } from "./interest-names";
import { commonKinds, kindHelp } from "./kind-select";
import { assetRightsQuery, deleteInterest, factHistoryQuery, useRightsChanged } from "./queries";
import { ReviewChip } from "./review-chip";
import "./texts";

const RecordLicenceDialog = lazy(async () => ({
  default: (await import("./record-licence-dialog")).RecordLicenceDialog,
}));

type Opened =
  | { what: "licence"; kind?: string }
  | { what: "interest"; interest?: InterestRights["interest"]; kind?: string }
  | { what: "component" }
  | { what: "preset" }
  | null;

/** The question a picture without any record asks. */
function WhatMustBeCleared(props: {
  onChoose: (kind: string | undefined) => void;
  onInterest: () => void;
  onComponent: () => void;
  onPreset: () => void;
}) {
  const { onChoose, onInterest, onComponent, onPreset } = props;
  const { t } = useTranslation("agreements");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const kinds = commonKinds(reference?.interest_kinds ?? []);
  return (
    <div className={classes.question}>
      <h3>{t("rights.emptyTitle")}</h3>
      <p>{t("rights.emptyText")}</p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind.key}>
            <button type="button" onClick={() => onChoose(kind.key)}>
              <span className={classes.kindName}>{kind.name}</span>
              <span className={classes.kindHelp}>{kindHelp(kind.key)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button variant="default" size="compact-sm" onClick={() => onChoose(undefined)}>
          {t("rights.anotherKind")}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onInterest}>
          {t("rights.onlyInterest")}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onPreset}>
          {t("rights.addOpenLicence")}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onComponent}>
          {t("rights.contains")}
        </Button>
      </div>
    </div>
  );
}

function Grants({ entry }: { entry: InterestRights }) {
  const { t } = useTranslation("agreements");
  const mayView = useMay("view_agreements");
  if (entry.interest.not_required != null) {
    return <p className={classes.none}>{t("rights.notRequired", { reason: entry.interest.not_required })}</p>;
  }
  if (entry.grants.length === 0) return <p className={classes.none}>{t("rights.noGrant")}</p>;
  return (
    <ul className={classes.grants}>
      {entry.grants.map((grant) => (
        <li key={grant.id} data-counts={grant.agreement_review === "approved" && grant.readable}>
          <p>{withReadableDates(grant.summary)}</p>
          <span className={classes.source}>
            {mayView ? (
              <Link to="/agreements/$agreementId" params={{ agreementId: grant.agreement_id }}>
                {grant.agreement_reference}
              </Link>
            ) : (
              grant.agreement_reference
            )}
            <ReviewChip review={grant.agreement_review} />
            {grant.agreement_review !== "approved" && <span>{t("rights.doesNotCount")}</span>}
            {!grant.readable && <span>{t("rule.unreadable")}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

type EntryProps = { entry: InterestRights; asset: string; mayEdit: boolean; open: (what: Opened) => void };

function Entry({ entry, asset, mayEdit, open }: EntryProps) {
  const { t } = useTranslation("agreements");
  const { interest, path } = entry;
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: () => deleteInterest(interest.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const own = interest.asset.id === asset;
  const askRemove = async () => {
    const yes = await confirm({
      title: t("interest.removeTitle"),
      message: t("interest.removeText"),
      action: t("interest.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <li className={classes.entry}>
      <div className={classes.entryHead}>
        <div>
          <h3>{interestName(interest)}</h3>
          {!own && (
            <span className={classes.path}>
              {path.map((step, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a path may name the same thing twice
                <span key={`${index}-${step}`}>{step}</span>
              ))}
            </span>
          )}
        </div>
        {mayEdit && own && (
          <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                loading={remove.isPending}
                aria-label={t("rights.actionsOf", { name: interestName(interest) })}
              >
                <MoreHorizontal size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => open({ what: "interest", interest })}>
                {t("interest.change")}
              </Menu.Item>
              <Menu.Item onClick={() => void askRemove()}>{t("interest.remove")}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <Grants entry={entry} />
      <span className={classes.completeness}>
        {t(`interest.completenessShort.${interest.completeness}`, interest.completeness)}
      </span>
    </li>
  );
}

function Restrictions({ restrictions }: Pick<AssetRightsAnswer, "restrictions">) {
  const { t } = useTranslation("agreements");
  if (restrictions.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3>{t("rights.restrictions")}</h3>
      <ul className={classes.restrictions}>
        {restrictions.map((rule) => (
          <li key={rule.id}>
            <Ban size={15} aria-hidden />
            <span>{withReadableDates(rule.summary)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ asset }: { asset: string }) {
  const { t } = useTranslation("agreements");
  const [opened, setOpened] = useState(false);
  const history = useQuery({ ...factHistoryQuery(asset), enabled: opened });
  return (
    <section className={classes.section}>
      <button
        type="button"
        className={classes.historyButton}
        aria-expanded={opened}
        onClick={() => setOpened((now) => !now)}
      >
        {t("rights.history")}
      </button>
      {opened && history.isPending && <Skeleton height={60} />}
      {opened && history.isError && (
        <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />
      )}
      {opened && history.data !== undefined && (
        <ol className={classes.history}>
          {history.data.map((one) => (
            <li key={one.id} data-superseded={one.superseded_at != null}>
              {withReadableDates(one.summary)}
              <span>
                {one.superseded_at == null
                  ? t("rule.recorded", { at: formatInstant(one.recorded_at), name: one.recorded_by.name })
                  : t("rule.known", {
                      from: formatInstant(one.recorded_at),
                      until: formatInstant(one.superseded_at),
                      name: one.recorded_by.name,
                    })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Actions({ open }: { open: (what: Opened) => void }) {
  const { t } = useTranslation("agreements");
  return (
    <div className={classes.actions}>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => open({ what: "licence" })}>
        {t("rights.recordLicence")}
      </Button>
      <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
            {t("rights.addOther")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => open({ what: "interest" })}>{t("rights.addInterest")}</Menu.Item>
          <Menu.Item onClick={() => open({ what: "preset" })}>{t("rights.addOpenLicence")}</Menu.Item>
          <Menu.Item onClick={() => open({ what: "component" })}>{t("rights.addComponent")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

export function AssetRights({ asset }: { asset: AssetRef }) {
  const { t } = useTranslation("agreements");
  const answer = useQuery(assetRightsQuery(asset.id));
  const mayEdit = useMay("edit_agreements");
  const mayView = useMay("view_agreements");
  const [opened, open] = useState<Opened>(null);
  const close = () => open(null);
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={160} />;
  const { interests, restrictions, components } = answer.data;
  const empty = interests.length === 0 && components.length === 0;
  return (
    <div className={classes.rights}>
      {mayEdit && !empty && <Actions open={open} />}
      {empty && mayEdit && (
        <WhatMustBeCleared
          onChoose={(kind) => open({ what: "licence", kind })}
          onInterest={() => open({ what: "interest" })}
          onComponent={() => open({ what: "component" })}
          onPreset={() => open({ what: "preset" })}
        />
      )}
      {empty && !mayEdit && (
        <div className={classes.question}>
          <h3>{t("rights.emptyTitle")}</h3>
          <p>{t("rights.emptyReader")}</p>
        </div>
      )}
      {interests.length > 0 && (
        <ul className={classes.entries}>
          {interests.map((entry) => (
            <Entry
              key={`${entry.interest.id} ${entry.path.join()}`}
              entry={entry}
              asset={asset.id}
              mayEdit={mayEdit}
              open={open}
            />
          ))}
        </ul>
      )}
      <Restrictions restrictions={restrictions} />
      <Components asset={asset.id} components={components} mayEdit={mayEdit} />
      <Flags asset={asset.id} />
      {!empty && <History asset={asset.id} />}
      {!empty && <ExportLink asset={asset.id} />}
      <FileRights asset={asset.id} />
      {mayView && <AiReservation asset={asset.id} />}
      {opened?.what === "licence" && (
        <Suspense fallback={null}>
          <RecordLicenceDialog
            asset={asset}
            kind={opened.kind}
            opened
            onClose={close}
            onOpenLicence={() => open({ what: "preset" })}
          />
        </Suspense>
      )}
      <PresetDoor asset={asset} opened={opened?.what === "preset"} onClose={close} />
      <InterestDialog
        asset={asset.id}
        interest={opened?.what === "interest" ? opened.interest : undefined}
        opened={opened?.what === "interest"}
        onClose={close}
      />
      <ComponentDialog asset={asset.id} opened={opened?.what === "component"} onClose={close} />
    </div>
  );
}
