/** Somebody shown in assets: what is known of them, their rights in assets, the papers that stand for them. */
import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft, Eraser, Link2, Pencil, Unlink2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Interest, PersonWithRights } from "@/api/types";
import { formatDay, formatInstant } from "@/lib/dates";
import { PermissionGate } from "@/ui/access/permission-gate";
import { confirm } from "@/ui/feedback/confirm";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Notice } from "@/ui/notice";
import { Page, Panel } from "@/ui/page";
import { Thumb } from "@/ui/thumb/thumb";
import { interestName } from "../interest-names";
import { useRightsChanged } from "../queries";
import { EraseDialog } from "./erase-dialog";
import { LinkDialog } from "./link-dialog";
import { PersonDialog } from "./person-dialog";
import { personShownQuery, unlinkPerson } from "./queries";
import { ReleaseRows } from "./release-rows";
import classes from "./releases.module.css";
import "./texts";

/** Shown when asked for only: whoever looks over the shoulder need not know it. */
function Born({ day }: { day: string | null | undefined }) {
  const { t } = useTranslation("releases");
  const [shown, setShown] = useState(false);
  if (day == null) return t("person.notGiven");
  return (
    <>
      {shown ? formatDay(day) : t("person.hidden")}
      <button type="button" aria-pressed={shown} onClick={() => setShown((now) => !now)}>
        {t(shown ? "person.hide" : "person.show")}
        <span className="visually-hidden">: {t("person.born")}</span>
      </button>
    </>
  );
}

function Facts({ person }: { person: PersonWithRights }) {
  const { t } = useTranslation("releases");
  const said = (text: string | null | undefined) =>
    text == null || text === "" ? t("person.notGiven") : text;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("person.born"), <Born key="born" day={person.born_on} />],
    [t("person.guardian"), said(person.guardian)],
    [t("person.jurisdiction"), said(person.jurisdiction)],
    [t("person.contact"), said(person.contact)],
    [t("person.note"), said(person.note)],
  ];
  return (
    <Panel>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.recorded}>
        {t("person.recordedBy", { at: formatInstant(person.recorded_at), name: person.recorded_by.name })}
      </p>
    </Panel>
  );
}

/** What stays where a record was. */
function Erased({ stone }: { stone: NonNullable<PersonWithRights["erased"]> }) {
  const { t } = useTranslation("releases");
  return (
    <Notice
      tone="warning"
      icon={Eraser}
      title={t("erase.was", { at: formatInstant(stone.at), name: stone.by_name })}
    >
      {t("erase.because", { reason: stone.reason })}
      {stone.needs_birthday && ` ${t("erase.birthday")}`}
    </Notice>
  );
}

/** Takes back that a right is this person's. */
function Unlink({ interest }: { interest: Interest }) {
  const { t } = useTranslation("releases");
  const changed = useRightsChanged();
  const unlink = useMutation({
    mutationFn: () => unlinkPerson(interest.id),
    onSuccess: async () => {
      await changed();
      say(t("link.undone", { asset: interest.asset.title }));
    },
    onError: sayProblem,
  });
  const ask = async () => {
    const yes = await confirm({
      title: t("link.undoTitle"),
      message: t("link.undoText"),
      action: t("link.undo"),
      danger: true,
    });
    if (yes) unlink.mutate();
  };
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={unlink.isPending}
      aria-label={t("link.undoOf", { asset: interest.asset.title })}
      onClick={() => void ask()}
    >
      <Unlink2 size={15} aria-hidden />
    </ActionIcon>
  );
}

type RightsProps = { interests: readonly Interest[]; onLink: (() => void) | undefined; mayUnlink: boolean };

function Rights({ interests, onLink, mayUnlink }: RightsProps) {
  const { t } = useTranslation("releases");
  return (
    <Panel
      title={t("person.rights")}
      actions={
        onLink !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Link2 size={14} aria-hidden />}
            onClick={onLink}
          >
            {t("link.open")}
          </Button>
        )
      }
    >
      {interests.length === 0 && <p className={classes.none}>{t("person.noRights")}</p>}
      <ul className={classes.rights}>
        {interests.map((one) => (
          <li key={one.id}>
            <Link to="/assets/$assetId" params={{ assetId: one.asset.id }} search={{ tab: "rights" }}>
              <Thumb src={one.asset.thumbnail_url} color={one.asset.color} size={48} />
              <span>
                {one.asset.title}
                <small>{interestName(one)}</small>
                {one.not_required != null && (
                  <small>{t("person.notRequired", { reason: one.not_required })}</small>
                )}
              </span>
            </Link>
            {mayUnlink && <Unlink interest={one} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Content() {
  const { t } = useTranslation("releases");
  const { personId } = useParams({ from: "/shell/releases/people/$personId" });
  const answer = useQuery(personShownQuery(personId));
  const mayEdit = useMay("edit_agreements");
  const mayErase = useMay("erase_people");
  const [open, setOpen] = useState<"change" | "link" | "erase" | null>(null);
  const person = answer.data;
  if (person === undefined) {
    return (
      <Page title={t("tab.people")} hideTitle>
        {answer.isError ? (
          <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Skeleton height={360} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={person.name}
      lead={
        <Link to="/releases" search={{ show: "people" }} className={classes.back}>
          <ChevronLeft size={15} aria-hidden />
          {t("person.back")}
        </Link>
      }
      actions={
        person.erased == null && (
          <>
            {mayErase && (
              <Button
                variant="default"
                leftSection={<Eraser size={15} aria-hidden />}
                onClick={() => setOpen("erase")}
              >
                {t("erase.open")}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<Pencil size={15} aria-hidden />}
              onClick={() => setOpen("change")}
            >
              {t("person.change")}
            </Button>
          </>
        )
      }
    >
      <div className={classes.sections}>
        {person.erased == null ? <Facts person={person} /> : <Erased stone={person.erased} />}
        <Rights
          interests={person.interests}
          onLink={mayEdit && person.erased == null ? () => setOpen("link") : undefined}
          mayUnlink={person.erased == null}
        />
        <Panel title={t("person.releases")}>
          {person.releases.length === 0 ? (
            <p className={classes.none}>{t("person.noReleases")}</p>
          ) : (
            <ReleaseRows releases={person.releases} />
          )}
        </Panel>
      </div>
      <PersonDialog person={person} opened={open === "change"} onClose={() => setOpen(null)} />
      <EraseDialog person={person} opened={open === "erase"} onClose={() => setOpen(null)} />
      <LinkDialog person={person} opened={open === "link"} onClose={() => setOpen(null)} />
    </Page>
  );
}

export function PersonShownPage() {
  const { t } = useTranslation("releases");
  return (
    <PermissionGate permission="approve_agreements" title={t("tab.people")}>
      <Content />
    </PermissionGate>
  );
}
