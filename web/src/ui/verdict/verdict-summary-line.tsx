/**
 * A verdict in short, as a list or an approval carries it: sign, sentence, until when it holds, and 'Why?',
 * which loads the whole verdict: the kept one where there is one, else it is asked for the use now.
 */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Use, Verdict, VerdictSummary } from "@/api/types";
import { keptVerdictQuery, verdictOfUseQuery } from "@/api/verdict-records";
import { formatInstant } from "@/lib/dates";
import classes from "./verdict.module.css";
import { VerdictBadge } from "./verdict-badge";
import own from "./verdict-summary-line.module.css";
import { WhyPanel } from "./why-panel";
import { lookOf, signOf } from "./words";

type Props = {
  /** Undefined or null is drawn as 'Not known', never as something better. */
  summary: VerdictSummary | null | undefined;
  asset: string;
  use: Use;
  /** A verdict that just came with a refusal: shown instead of asking again. */
  fresh?: Verdict;
};

function useWhy({ summary, asset, use, fresh }: Props, opened: boolean) {
  const kept = useQuery({
    ...keptVerdictQuery(summary?.verdict_id ?? ""),
    enabled: opened && fresh === undefined && typeof summary?.verdict_id === "string",
  });
  const asked = useQuery({
    ...verdictOfUseQuery(asset, use),
    enabled: opened && fresh === undefined && typeof summary?.verdict_id !== "string",
  });
  const source = typeof summary?.verdict_id === "string" ? kept : asked;
  return { verdict: fresh ?? source.data, isLoading: source.isLoading, isError: source.isError };
}

export function VerdictSummaryLine(props: Props) {
  const { t } = useTranslation("ui");
  const [opened, panel] = useDisclosure(false);
  const { verdict, isLoading, isError } = useWhy(props, opened);
  const shown = props.fresh ?? props.summary ?? null;
  const sign = signOf(shown?.headline);
  const holds = shown?.stable_until ?? null;
  return (
    <section
      className={`${classes.sentence} ${own.summary}`}
      data-tone={lookOf(sign).tone}
      aria-label={t("verdict.line")}
    >
      <VerdictBadge sign={sign} size="large" />
      <p className={classes.words}>{shown?.sentence ?? t("verdict.UNKNOWN.meaning")}</p>
      <Button variant="default" loading={opened && isLoading} onClick={panel.open}>
        {t("verdict.why")}
      </Button>
      {holds !== null && (
        <p className={classes.small}>{t("verdict.holdsUntil", { at: formatInstant(holds) })}</p>
      )}
      {opened && isError && (
        <p role="alert" className={classes.small}>
          {t("verdict.failed")}
        </p>
      )}
      <WhyPanel verdict={verdict} opened={opened && verdict !== undefined} onClose={panel.close} />
    </section>
  );
}
