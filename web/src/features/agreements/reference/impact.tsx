/** What a change of the reference data would touch, before it is made. */
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { ReferenceImpact } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import forms from "../forms.module.css";
import { bodyOf, complaintsOf, type EntryDraft } from "./entry-draft";
import { impactQuery } from "./queries";
import classes from "./reference.module.css";

function Figures({ impact }: { impact: ReferenceImpact }) {
  const { t } = useTranslation("reference");
  return (
    <>
      <dl className={classes.figures}>
        {(["agreements", "assets", "publications", "approvals"] as const).map((key) => (
          <div key={key}>
            <dt>{t(`impact.${key}`)}</dt>
            <dd>{formatCount(impact[key])}</dd>
          </div>
        ))}
      </dl>
      {impact.agreements === 0 && <p>{t("impact.none")}</p>}
      {impact.named.length > 0 && <p>{t("impact.named", { names: impact.named.join(", ") })}</p>}
      {impact.everywhere && <p>{t("impact.everywhere")}</p>}
    </>
  );
}

export function Impact({ draft }: { draft: EntryDraft }) {
  const { t } = useTranslation("reference");
  // The reason touches nothing: writing it must not ask again.
  const [asked] = useDebouncedValue(JSON.stringify(bodyOf({ ...draft, reason: "" })), 300);
  const isWhole = Object.keys(complaintsOf(draft)).length === 0;
  const impact = useQuery({ ...impactQuery(JSON.parse(asked)), enabled: isWhole });
  return (
    <section className={classes.impact} aria-live="polite" aria-label={t("impact.title")}>
      <h3>{t("impact.title")}</h3>
      {!isWhole && <p>{t("impact.fill")}</p>}
      {isWhole && impact.isFetching && <p>{t("impact.looking")}</p>}
      {isWhole && impact.isError && <p className={forms.error}>{sentenceOf(impact.error)}</p>}
      {isWhole && !impact.isFetching && impact.data !== undefined && <Figures impact={impact.data} />}
    </section>
  );
}
