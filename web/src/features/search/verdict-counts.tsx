/** How many assets have which verdict for the use, each a filter. Without a use: the total and a word on what to do. */
import { useTranslation } from "react-i18next";
import type { Buckets } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import verdictClasses from "@/ui/verdict/verdict.module.css";
import { headlines, lookOf } from "@/ui/verdict/words";
import classes from "./library.module.css";
import { bucketOf, toggleValue, valuesOf } from "./library-search";

type Props = {
  total: number | undefined;
  buckets: Buckets | null | undefined;
  /** False: no complete use, so no verdict could be asked. */
  useIsAsked: boolean;
  /** The `bucket` of the URL. */
  chosen: string | undefined;
  onChange: (next: string | undefined) => void;
};

export function VerdictCounts({ total, buckets, useIsAsked, chosen, onChange }: Props) {
  const { t } = useTranslation(["search", "ui"]);
  const values = valuesOf(chosen);
  return (
    <div className={classes.counts}>
      <span className={classes.total} aria-live="polite">
        {total !== undefined && t("assets", { count: total, formatted: formatCount(total) })}
      </span>
      {!useIsAsked && total !== undefined && <span className={classes.hint}>{t("askUse")}</span>}
      {buckets != null && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a wrapping row of one line everywhere
        <div role="group" aria-label={t("byVerdict")} className={classes.buckets}>
          {headlines.map((headline) => {
            const bucket = bucketOf(headline) as keyof Buckets;
            const look = lookOf(headline);
            const Icon = look.icon;
            const count = buckets[bucket];
            const pressed = values.includes(bucket);
            return (
              <button
                key={headline}
                type="button"
                className={classes.bucket}
                aria-pressed={pressed}
                data-empty={count === 0}
                title={t(`ui:${look.meaning}`)}
                onClick={() => onChange(toggleValue(chosen, bucket))}
              >
                <span className={verdictClasses.sign} data-tone={look.tone}>
                  <Icon size={12} strokeWidth={2.5} aria-hidden />
                </span>
                <strong>{formatCount(count)}</strong> {t(`ui:${look.word}`)}
              </button>
            );
          })}
        </div>
      )}
    </div>
  );
}
