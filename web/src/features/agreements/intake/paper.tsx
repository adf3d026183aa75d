/** The stored paper beside the clause: its text with the quoted words marked, or its picture. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download, FileText } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Clause, PaperFile } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Panel } from "@/ui/page";
import { fileAddress } from "../papers/queries";
import { around } from "./intake";
import classes from "./intake.module.css";
import { paperTextQuery } from "./queries";

type Props = { agreement: Agreement; clause: Clause | undefined };
type Shown = { agreement: Agreement; file: PaperFile; version: number; clause: Clause | undefined };

function Words({ agreement, file, version, clause }: Shown) {
  const { t } = useTranslation("intake");
  const answer = useQuery(paperTextQuery(agreement.id, file.id, version));
  const mark = useRef<HTMLElement>(null);
  const quote = clause?.quote ?? "";
  const parts = answer.data === undefined || quote === "" ? null : around(answer.data, quote);
  const isMarked = parts !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clause, another place in the text
  useEffect(() => {
    if (isMarked) mark.current?.scrollIntoView?.({ block: "center" });
  }, [isMarked, quote]);
  if (answer.isPending) return <Skeleton height={160} />;
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <>
      {quote !== "" && parts === null && <p className={classes.hint}>{t("paper.notFound")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.paperText} tabIndex={0} aria-label={file.title}>
        {parts === null ? (
          answer.data
        ) : (
          <>
            {parts[0]}
            <mark ref={mark}>{parts[1]}</mark>
            {parts[2]}
          </>
        )}
      </section>
    </>
  );
}

function Content(props: Shown) {
  const { t } = useTranslation("intake");
  const { agreement, file, version, clause } = props;
  const address = fileAddress(agreement.id, file.id, version);
  if (file.mime.startsWith("text/plain")) return <Words {...props} />;
  if (/^image\/(png|jpeg|webp)/.test(file.mime)) {
    return (
      <img className={classes.paperPicture} src={address} alt={t("paper.picture", { title: file.title })} />
    );
  }
  return (
    <p className={classes.hint}>
      {clause?.page == null ? t("paper.cannotNoPage") : t("paper.cannot", { page: clause.page })}
    </p>
  );
}

export function Paper({ agreement, clause }: Props) {
  const { t } = useTranslation("intake");
  const [shown, setShown] = useState(false);
  const named = clause?.document;
  const file =
    named == null
      ? agreement.documents.length === 1
        ? agreement.documents[0]
        : undefined
      : agreement.documents.find((one) => one.id === named.id);
  if (file === undefined) return null;
  const version = named?.version ?? file.version;
  return (
    <Panel
      title={t("paper.title")}
      actions={
        <div className={classes.buttons}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<FileText size={14} aria-hidden />}
            aria-expanded={shown}
            onClick={() => setShown((now) => !now)}
          >
            {shown ? t("paper.hide") : t("paper.show")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<Download size={14} aria-hidden />}
            renderRoot={(props) => (
              <a href={fileAddress(agreement.id, file.id, version)} download {...props} />
            )}
          >
            {t("paper.save", { title: file.title })}
          </Button>
        </div>
      }
    >
      {shown ? (
        <Content agreement={agreement} file={file} version={version} clause={clause} />
      ) : (
        <p className={classes.hint}>{t("paper.noted")}</p>
      )}
    </Panel>
  );
}
