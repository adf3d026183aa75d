/** The way of a paper to 'approved': where it stands, who may take the next step. */
import { Alert, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { useMay } from "@/api/session";
import type { Agreement } from "@/api/types";
import classes from "./agreements.module.css";
import { reviews } from "./agreements-search";
import { ImpactDialog } from "./impact-dialog";
import { moveReview, useRightsChanged } from "./queries";
import "./texts";

export function ReviewSteps({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const mayEdit = useMay("edit_agreements");
  const mayApprove = useMay("approve_agreements");
  const changed = useRightsChanged();
  const move = useMutation({
    mutationFn: (to: Agreement["review"]) => moveReview(agreement.id, to, agreement.revision),
    onSuccess: changed,
  });
  const [approving, approve] = useDisclosure(false);
  const at = reviews.indexOf(agreement.review);
  const next = reviews[at + 1];
  const mayNext = next === "approved" ? mayApprove : mayEdit;
  const executed = agreement.status === "executed";
  return (
    <section className={classes.steps} aria-label={t("review.title")}>
      <ol>
        {reviews.map((review, index) => (
          <li
            key={review}
            data-done={index < at || agreement.review === "approved"}
            aria-current={index === at ? "step" : undefined}
          >
            <span className={classes.dot} aria-hidden>
              {index < at || agreement.review === "approved" ? <Check size={14} /> : index + 1}
            </span>
            <span className={classes.stepWords}>
              <strong>{t(`review.${review}`)}</strong>
              <span>{t(`review.who.${review}`)}</span>
            </span>
          </li>
        ))}
      </ol>
      <div className={classes.stepActions}>
        {next !== undefined && mayNext && (
          <Button
            loading={move.isPending}
            aria-haspopup={next === "approved" ? "dialog" : undefined}
            onClick={() => (next === "approved" ? approve.open() : move.mutate(next))}
          >
            {t(`review.to.${next}`)}
          </Button>
        )}
        {next !== undefined && !mayNext && (
          <p>{next === "approved" ? t("review.cannotApprove") : t("review.cannotEdit")}</p>
        )}
        {agreement.review !== "draft" && mayEdit && (
          <Button variant="default" disabled={move.isPending} onClick={() => move.mutate("draft")}>
            {t("review.to.draft")}
          </Button>
        )}
      </div>
      <p className={classes.stepMeaning}>
        {agreement.review === "approved" && !executed
          ? t("review.notExecuted", { status: t(`status.${agreement.status}`) })
          : t(`review.meaning.${agreement.review}`)}
      </p>
      {move.error !== null && (
        <Alert color="red" role="alert">
          {sentenceOf(move.error)}
        </Alert>
      )}
      <ImpactDialog agreement={agreement} change="approve" opened={approving} onClose={approve.close} />
    </section>
  );
}
