/** Where the agreement stands on its way to approved, and what is missing for the next step. */
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Agreement, Finding, OpenQuestions } from "@/api/types";
import { reviews } from "../agreements-search";
import { ReviewSteps } from "../review-steps";
import { type Missing, missingFor } from "./intake";
import classes from "./intake.module.css";
import "../texts";

type Props = {
  agreement: Agreement;
  open: OpenQuestions | undefined;
  findings: readonly Finding[] | undefined;
};

function Line({ missing }: { missing: Missing }) {
  const { t } = useTranslation("intake");
  if ("count" in missing) return <li>{t(`next.${missing.what}`, { count: missing.count })}</li>;
  return <li>{t(`next.${missing.what}`)}</li>;
}

export function Progress({ agreement, open, findings }: Props) {
  const { t } = useTranslation(["intake", "agreements"]);
  const next = reviews[reviews.indexOf(agreement.review) + 1];
  const missing = missingFor(agreement, open, findings);
  const review = next === undefined ? "" : t(`agreements:review.${next}`);
  return (
    <div className={classes.progress}>
      <ReviewSteps agreement={agreement} />
      {next === undefined ? (
        <p className={classes.next}>
          <CircleCheck size={15} aria-hidden />
          {t("next.done")}
        </p>
      ) : missing.length === 0 ? (
        <p className={classes.next}>
          <CircleCheck size={15} aria-hidden />
          {t("next.ready", { review })}
        </p>
      ) : (
        <div className={classes.next}>
          <CircleAlert size={15} aria-hidden />
          <div>
            <strong>{t("next.title", { review })}</strong>
            <ul>
              {missing.map((one) => (
                <Line key={one.what} missing={one} />
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  );
}
