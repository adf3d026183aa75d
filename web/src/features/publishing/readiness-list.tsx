/** Everything that keeps an asset from being published, and what each would need. */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { BadgeCheck, FileX, ImageOff, type LucideIcon, Route, Scale } from "lucide-react";
import { useTranslation } from "react-i18next";
import { WhyPanel } from "@/ui/verdict/why-panel";
import classes from "./publishing.module.css";
import { type Readiness, stepFor } from "./readiness";

const icons: Record<ReturnType<typeof stepFor>, LucideIcon> = {
  approval: BadgeCheck,
  rendition: ImageOff,
  channel: Route,
  asset: FileX,
  rights: Scale,
};

type Props = {
  readiness: Readiness;
  /** Goes on to asking for the approval that is missing. */
  onAskApproval?: () => void;
};

export function ReadinessList({ readiness, onAskApproval }: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  const [opened, panel] = useDisclosure(false);
  const needsApproval = readiness.missing.some(({ code }) => stepFor(code) === "approval");
  return (
    <section className={classes.readiness} role="alert" aria-label={t("readiness.label")}>
      <strong>{t("readiness.title", { count: readiness.missing.length })}</strong>
      <ul>
        {readiness.missing.map(({ code, message }) => {
          const step = stepFor(code);
          const Icon = icons[step];
          return (
            <li key={`${code} ${message}`}>
              <Icon size={16} aria-hidden />
              <span>
                {message}
                <span className={classes.faint}>{t(`readiness.steps.${step}`)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      <div className={classes.readinessActions}>
        {readiness.verdict !== undefined && (
          <Button variant="default" size="xs" onClick={panel.open}>
            {t("ui:verdict.why")}
          </Button>
        )}
        {needsApproval && onAskApproval !== undefined && (
          <Button variant="default" size="xs" onClick={onAskApproval}>
            {t("readiness.askApproval")}
          </Button>
        )}
      </div>
      <WhyPanel verdict={readiness.verdict} opened={opened} onClose={panel.close} />
    </section>
  );
}
