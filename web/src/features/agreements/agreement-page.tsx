/** One paper: its header and review, its words on the left, what they mean on the right. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ChartColumn, History, ListChecks, Pencil, Scale, ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem";
import { useMay } from "@/api/session";
import type { Agreement } from "@/api/types";
import { civilDay, formatDay } from "@/lib/dates";
import { DayField } from "@/ui/day-field/day-field";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Notice } from "@/ui/notice";
import { Page, Panel } from "@/ui/page";
import { PickerPopover } from "@/ui/picker-popover";
import { Thumb } from "@/ui/thumb/thumb";
import { AgreementDialog } from "./agreement-dialog";
import { endOfKnown } from "./agreement-search";
import classes from "./agreements.module.css";
import { Caps } from "./caps";
import { Clauses } from "./clauses";
import { Duties } from "./duties";
import { Findings } from "./findings";
import { ImpactDialog } from "./impact-dialog";
import { Dates } from "./papers/dates";
import { Files } from "./papers/files";
import { Money } from "./papers/money";
import { WholeHistory } from "./papers/whole-history";
import "./papers/texts";
import { agreementQuery } from "./queries";
import { ReviewSteps } from "./review-steps";
import { Rules, Terms } from "./rules";
import "./texts";

function Header({ agreement, earlier }: { agreement: Agreement; earlier: boolean }) {
  const { t } = useTranslation(["agreements", "papers"]);
  const others = (names: readonly string[]) => names.join(", ");
  const more = (
    [
      [t("papers:head.coLicensors"), others(agreement.co_licensors)],
      [t("papers:head.coLicensees"), others(agreement.co_licensees)],
      [t("papers:head.beneficiaries"), others(agreement.beneficiaries)],
      [t("papers:head.governingLaw"), agreement.governing_law],
    ] as const
  ).filter(([, value]) => value !== "");
  const facts = [
    [t("header.licensor"), agreement.licensor],
    [t("header.licensee"), agreement.licensee],
    ...more,
    [
      t("header.signedOn"),
      agreement.signed_on == null ? t("list.notSigned") : formatDay(agreement.signed_on),
    ],
    [t("header.status"), t(`status.${agreement.status}`)],
    ...(earlier ? ([[t("review.title"), t(`review.${agreement.review}`)]] as const) : []),
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === "" ? "–" : value}</dd>
        </div>
      ))}
      {(["amends", "replaces"] as const).map((way) => {
        const earlierPaper = agreement[way];
        if (earlierPaper == null) return null;
        return (
          <div key={way}>
            <dt>{t(`papers:head.${way}`)}</dt>
            <dd>
              <EarlierPaper id={earlierPaper} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The paper this one changes or stands in place of, by its name. */
function EarlierPaper({ id }: { id: string }) {
  const { data } = useQuery(agreementQuery(id));
  return (
    <Link to="/agreements/$agreementId" params={{ agreementId: id }} search={{}}>
      {data === undefined ? id : `${data.reference}: ${data.title}`}
    </Link>
  );
}

function Assets({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  if (agreement.assets.length === 0) return null;
  return (
    <Panel title={t("page.assets", { count: agreement.assets.length })}>
      <ul className={classes.assets}>
        {agreement.assets.map((asset) => (
          <li key={asset.id}>
            <Link to="/assets/$assetId" params={{ assetId: asset.id }}>
              <Thumb src={asset.thumbnail_url} color={asset.color} size={72} />
              <span>{asset.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Asks as of which day the record is read. */
function KnownOn({ known, onChoose }: { known: string; onChoose: (day: string) => void }) {
  const { t } = useTranslation("agreements");
  const [day, setDay] = useState(known);
  return (
    <PickerPopover
      label={t("known.button")}
      button={(opener) => (
        <Button {...opener} variant="default" leftSection={<History size={15} aria-hidden />}>
          {t("known.button")}
        </Button>
      )}
    >
      <form
        className={classes.asKnown}
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== "") onChoose(day);
        }}
      >
        <DayField label={t("known.day")} value={day} onChange={setDay} w={170} />
        <Button type="submit" disabled={day === ""}>
          {t("known.show")}
        </Button>
      </form>
    </PickerPopover>
  );
}

/** Says loudly that this is not what is known now. */
function KnownBanner({ agreementId, known }: { agreementId: string; known: string }) {
  const { t } = useTranslation("agreements");
  return (
    <Notice tone="warning" icon={History} title={t("known.title", { day: formatDay(known) })}>
      {t("known.text")}{" "}
      <Link to="/agreements/$agreementId" params={{ agreementId }} search={{}}>
        {t("known.now")}
      </Link>
    </Notice>
  );
}

function Whole({ agreement, earlier }: { agreement: Agreement; earlier: boolean }) {
  const mayEdit = useMay("edit_agreements") && !earlier;
  const mayApprove = useMay("approve_agreements");
  const [clause, setClause] = useState<string | null>(null);
  const mayClear = mayApprove || agreement.review !== "approved";
  // What is approved is changed by those who may approve; others record only what happened under it.
  const mayRule = mayEdit && mayClear;
  const shared = { agreement, mayEdit: mayRule, clause };
  return (
    <>
      {!earlier && <ReviewSteps agreement={agreement} />}
      {!earlier && <Findings agreement={agreement} />}
      {!earlier && <Dates agreement={agreement} />}
      {agreement.notes !== "" && <p className={classes.notes}>{agreement.notes}</p>}
      <div className={classes.columns}>
        <Clauses agreement={agreement} mayEdit={mayRule} chosen={clause} onChoose={setClause} />
        <Rules {...shared} />
      </div>
      <div className={classes.halves}>
        <div>
          <Duties agreement={agreement} mayEdit={mayEdit} mayClear={mayClear} />
          <Terms {...shared} list="exclusivities" />
        </div>
        <div>
          <Caps agreement={agreement} mayEdit={mayEdit} mayClear={mayClear} />
          <Terms {...shared} list="engagements" />
        </div>
      </div>
      <div className={classes.halves}>
        <div>
          <Files agreement={agreement} mayAdd={mayEdit} mayEdit={mayRule} />
        </div>
        <div>
          <Money agreement={agreement} mayAdd={mayEdit} mayEdit={mayRule} />
        </div>
      </div>
      <Assets agreement={agreement} />
    </>
  );
}

type ActionProps = { agreement: Agreement; known: string | undefined; earlier: boolean };

function Actions({ agreement, known, earlier }: ActionProps) {
  const { t } = useTranslation(["agreements", "papers"]);
  const navigate = useNavigate();
  const mayEdit = useMay("edit_agreements");
  const mayApprove = useMay("approve_agreements");
  const [changing, change] = useDisclosure(false);
  const [looking, look] = useDisclosure(false);
  const [reading, read] = useDisclosure(false);
  const mayChange = mayEdit && !earlier && (mayApprove || agreement.review !== "approved");
  return (
    <>
      {!earlier && (
        <Button
          variant={agreement.review === "approved" ? "default" : "filled"}
          leftSection={<ListChecks size={15} aria-hidden />}
          // A link has a color of its own, which does not show on the filled button.
          style={{ color: "var(--button-color)" }}
          renderRoot={(props) => (
            <Link to="/agreements/$agreementId/intake" params={{ agreementId: agreement.id }} {...props} />
          )}
        >
          {t("page.intake")}
        </Button>
      )}
      {!earlier && agreement.grants.length > 0 && (
        <Button
          variant="default"
          leftSection={<ChartColumn size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/agreements/$agreementId/bought" params={{ agreementId: agreement.id }} {...props} />
          )}
        >
          {t("page.bought")}
        </Button>
      )}
      <KnownOn
        known={known ?? ""}
        onChoose={(day) =>
          void navigate({
            to: "/agreements/$agreementId",
            params: { agreementId: agreement.id },
            search: day >= civilDay(new Date()) ? {} : { known: day },
          })
        }
      />
      <Button variant="default" leftSection={<ScrollText size={15} aria-hidden />} onClick={read.open}>
        {t("papers:record.open")}
      </Button>
      {mayEdit && !earlier && (
        <Button variant="default" leftSection={<Scale size={15} aria-hidden />} onClick={look.open}>
          {t("impact.button")}
        </Button>
      )}
      {mayChange && (
        <Button variant="default" leftSection={<Pencil size={15} aria-hidden />} onClick={change.open}>
          {t("header.change")}
        </Button>
      )}
      <WholeHistory agreement={agreement.id} opened={reading} onClose={read.close} />
      <ImpactDialog agreement={agreement} opened={looking} onClose={look.close} />
      <AgreementDialog agreement={agreement} opened={changing} onClose={change.close} />
    </>
  );
}

export function AgreementPage() {
  const { t } = useTranslation("agreements");
  const { agreementId } = useParams({ from: "/shell/agreements/$agreementId" });
  const { known } = useSearch({ from: "/shell/agreements/$agreementId" });
  const [opened] = useState(() => new Date());
  const beliefAt = endOfKnown(known, opened);
  const answer = useQuery(agreementQuery(agreementId, beliefAt));
  const banner =
    beliefAt === undefined || known === undefined ? null : (
      <KnownBanner agreementId={agreementId} known={known} />
    );
  if (answer.isError) {
    return (
      <Page title={t("title")} hideTitle>
        {banner}
        {banner !== null && answer.error instanceof ProblemError && answer.error.status === 404 ? (
          <EmptyState icon={History} title={t("known.nothing")}>
            {t("known.nothingText")}
          </EmptyState>
        ) : (
          <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />
        )}
      </Page>
    );
  }
  const agreement = answer.data;
  if (agreement === undefined) {
    return (
      <Page title={t("title")} hideTitle>
        <Skeleton height={420} />
      </Page>
    );
  }
  const earlier = beliefAt !== undefined;
  return (
    <Page
      title={agreement.title}
      lead={`${agreement.reference} · ${t(`kind.${agreement.kind}`)}`}
      actions={<Actions agreement={agreement} known={known} earlier={earlier} />}
    >
      <div className={classes.agreement}>
        {banner}
        <Header agreement={agreement} earlier={earlier} />
        <Whole agreement={agreement} earlier={earlier} />
      </div>
    </Page>
  );
}
