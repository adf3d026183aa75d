/** One paper: its header and review, its words on the left, what they mean on the right. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Agreement } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page, Panel } from "@/ui/page";
import { Thumb } from "@/ui/thumb/thumb";
import { AgreementDialog } from "./agreement-dialog";
import classes from "./agreements.module.css";
import { Clauses } from "./clauses";
import { agreementQuery } from "./queries";
import { ReviewSteps } from "./review-steps";
import { Rules } from "./rules";

function Header({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const facts = [
    [t("header.licensor"), agreement.licensor],
    [t("header.licensee"), agreement.licensee],
    [
      t("header.signedOn"),
      agreement.signed_on == null ? t("list.notSigned") : formatDay(agreement.signed_on),
    ],
    [t("header.status"), t(`status.${agreement.status}`)],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === "" ? "–" : value}</dd>
        </div>
      ))}
    </dl>
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

export function AgreementPage() {
  const { t } = useTranslation("agreements");
  const { agreementId } = useParams({ from: "/shell/agreements/$agreementId" });
  const answer = useQuery(agreementQuery(agreementId));
  const mayEdit = useMay("edit_agreements");
  const [clause, setClause] = useState<string | null>(null);
  const [changing, change] = useDisclosure(false);
  if (answer.isError) {
    return (
      <Page title={t("title")} hideTitle>
        <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />
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
  return (
    <Page
      title={agreement.title}
      lead={`${agreement.reference} · ${t(`kind.${agreement.kind}`)}`}
      actions={
        mayEdit ? (
          <Button variant="default" leftSection={<Pencil size={15} aria-hidden />} onClick={change.open}>
            {t("header.change")}
          </Button>
        ) : undefined
      }
    >
      <div className={classes.agreement}>
        <Header agreement={agreement} />
        <ReviewSteps agreement={agreement} />
        {agreement.notes !== "" && <p className={classes.notes}>{agreement.notes}</p>}
        <div className={classes.columns}>
          <Clauses agreement={agreement} mayEdit={mayEdit} chosen={clause} onChoose={setClause} />
          <Rules agreement={agreement} mayEdit={mayEdit} clause={clause} />
        </div>
        <Assets agreement={agreement} />
      </div>
      <AgreementDialog agreement={agreement} opened={changing} onClose={change.close} />
    </Page>
  );
}
