/** What a panel shows when its data did not come: a sentence and a way to try again. */
import { Button } from "@mantine/core";
import { CloudOff, Compass } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import classes from "./feedback.module.css";

type Props = { error: unknown; onRetry?: () => void; title?: string };

export function ErrorPanel({ error, onRetry, title }: Props) {
  const { t } = useTranslation("ui");
  // Asking again for what is not there answers the same.
  const isMissing = error instanceof ProblemError && error.status === 404;
  const Icon = isMissing ? Compass : CloudOff;
  return (
    <div className={classes.panel} role="alert">
      <Icon size={28} aria-hidden />
      <h2>{title ?? t(isMissing ? "error.missing" : "error.title")}</h2>
      <p>{sentenceOf(error)}</p>
      {!isMissing && onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          {t("retry")}
        </Button>
      )}
    </div>
  );
}

/** Keeps a crash of one panel from taking the page with it. Wrap each independent panel of a page. */
export class PanelBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorPanel error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}
