/** What is owed for the grants of a paper, how it stands, and what became of it. */
import { Button } from "@mantine/core";
import { Ban, Check, CircleAlert, Clock, Feather } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, DutyOwed, Fact } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";
import { Panel } from "@/ui/page";
import { otherState, StateChip, type StateLooks } from "@/ui/state-chip";
import { DutyEventDialog } from "./duty-event-dialog";
import forms from "./forms.module.css";
import { HappeningLine } from "./happening";
import { type DutyState, dutyName, dutyStates } from "./happening-draft";
import classes from "./happenings.module.css";
import "./texts";

const looks: StateLooks = {
  open: ["open", Clock],
  fulfilled: ["good", Check],
  waived: ["quiet", Feather],
  refused: ["alarm", Ban],
  breached: ["alarm", CircleAlert],
};

function knownState(state: unknown): DutyState | undefined {
  return dutyStates.find((one) => one === state);
}

type Props = {
  agreement: Agreement;
  mayEdit: boolean;
  /** Whether the person may say what could clear a use. */
  mayClear: boolean;
};

function Duty({ agreement, duty, mayEdit, mayClear }: Props & { duty: DutyOwed }) {
  const { t } = useTranslation("agreements");
  const [recording, setRecording] = useState<DutyState | null>(null);
  const [correcting, setCorrecting] = useState<Fact | null>(null);
  const [tone, Icon] = looks[duty.state] ?? otherState;
  const state = knownState(duty.state);
  const timing = (["pre", "concurrent", "post"] as const).find((one) => one === duty.timing);
  const facts = [
    timing === undefined ? duty.timing : t(`more.timing.${timing}`),
    t("duties.grants", { count: duty.grants.length }),
    duty.unsettled > 0 && duty.unsettled < duty.grants.length
      ? t("duties.unsettled", { count: duty.unsettled })
      : null,
    duty.due == null ? null : t("duties.due", { day: isCivilDay(duty.due) ? formatDay(duty.due) : duty.due }),
    duty.evidence_needed == null ? null : t("duties.needs", { proof: duty.evidence_needed }),
    duty.consequence === "none" ? null : t("duties.consequence", { what: duty.consequence }),
  ].filter((one) => one !== null);
  // What is the case already for all of its grants is not offered again.
  const acts = (["fulfilled", "refused", "waived"] as const).filter(
    (one) => (mayClear || one === "refused") && one !== duty.state,
  );
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <div>
          <h3>{dutyName(duty)}</h3>
          <span className={classes.foot}>{facts.join(" · ")}</span>
        </div>
        <StateChip tone={tone} icon={Icon}>
          {state === undefined ? duty.state : t(`duties.state.${state}`)}
        </StateChip>
      </div>
      {duty.events.length > 0 && (
        <ul className={classes.lines}>
          {duty.events.map((event) => {
            const became = knownState(event.body.state);
            return (
              <HappeningLine
                key={event.id}
                agreement={agreement}
                list="duty_events"
                fact={event}
                mayEdit={mayEdit && mayClear}
                onCorrect={() => setCorrecting(event)}
              >
                {became === undefined ? event.summary : t(`duties.state.${became}`)}
              </HappeningLine>
            );
          })}
        </ul>
      )}
      {mayEdit && (
        <div className={classes.acts}>
          {acts.map((act) => (
            <Button key={act} size="compact-sm" variant="default" onClick={() => setRecording(act)}>
              {t(`duties.act.${act}`)}
            </Button>
          ))}
        </div>
      )}
      <DutyEventDialog
        agreement={agreement}
        duty={duty}
        state={recording ?? undefined}
        mayClear={mayClear}
        opened={recording !== null}
        onClose={() => setRecording(null)}
      />
      <DutyEventDialog
        agreement={agreement}
        duty={duty}
        event={correcting ?? undefined}
        mayClear={mayClear}
        opened={correcting !== null}
        onClose={() => setCorrecting(null)}
      />
    </li>
  );
}

export function Duties(props: Props) {
  const { t } = useTranslation("agreements");
  const { duties } = props.agreement;
  return (
    <Panel title={t("duties.title")}>
      {duties.length === 0 && <p className={forms.hint}>{t("duties.empty")}</p>}
      <ul className={classes.items}>
        {duties.map((duty) => (
          <Duty key={duty.id} duty={duty} {...props} />
        ))}
      </ul>
    </Panel>
  );
}
