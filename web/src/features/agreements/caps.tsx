/** The limits of a paper in number: how much is used, reserved and left, and the ledger behind it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Agreement, Cap, Fact } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { Panel } from "@/ui/page";
import forms from "./forms.module.css";
import { HappeningLine } from "./happening";
import { countsChannels, shares, usageStates } from "./happening-draft";
import classes from "./happenings.module.css";
import { UsageDialog } from "./usage-dialog";
import "./texts";

type Props = { agreement: Agreement; mayEdit: boolean; mayClear: boolean };

function EntryWords({ cap, entry }: { cap: Cap; entry: Fact }) {
  const { t } = useTranslation("agreements");
  const names = useReferenceNames();
  const state = usageStates.find((one) => one === entry.body.state) ?? "consumed";
  const channel = entry.body.channel;
  const amount = entry.body.qty ?? entry.body.quantity ?? 1;
  const what =
    typeof channel === "string" ? names.channel(channel) : `${formatCount(Number(amount))} ${cap.metric}`;
  return <>{t(`caps.entry.${state}`, { what })}</>;
}

function Bar({ cap }: { cap: Cap }) {
  const { t } = useTranslation("agreements");
  const { used, reserved } = shares(cap);
  const over = cap.remaining < 0;
  const taken = countsChannels(cap) ? cap.limit - cap.remaining - cap.reserved : cap.consumed;
  return (
    <>
      <div className={classes.bar} data-over={over} aria-hidden>
        <span className={classes.used} style={{ width: `${used}%` }} />
        <span className={classes.reserved} style={{ width: `${reserved}%` }} />
      </div>
      <dl className={classes.numbers}>
        <div data-kind="used">
          <dt>{t("caps.used")}</dt>
          <dd>{formatCount(taken)}</dd>
        </div>
        <div data-kind="reserved">
          <dt>{t("caps.reserved")}</dt>
          <dd>{formatCount(cap.reserved)}</dd>
        </div>
        <div data-kind={over ? "over" : "left"}>
          <dt>{over ? t("caps.over") : t("caps.remaining")}</dt>
          <dd>{formatCount(Math.abs(cap.remaining))}</dd>
        </div>
      </dl>
    </>
  );
}

function CapItem({ agreement, cap, mayEdit, mayClear }: Props & { cap: Cap }) {
  const { t } = useTranslation("agreements");
  const names = useReferenceNames();
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<Fact | null>(null);
  const kind = (["cumulative", "concurrent", "distinct_channels"] as const).find((one) => one === cap.kind);
  const assets = agreement.grants
    .filter((grant) => cap.grants.includes(grant.id))
    .flatMap((grant) => agreement.interests.find((one) => one.id === grant.body.interest)?.asset.title ?? []);
  const mayAdd = mayEdit && (mayClear || !countsChannels(cap));
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <div>
          <h3>
            {t("caps.name", { limit: formatCount(cap.limit), metric: cap.metric })}{" "}
            {kind === undefined ? cap.kind : t(`more.capKinds.${kind}`)}
          </h3>
          <span className={classes.foot}>
            {[...new Set(assets)].slice(0, 3).join(", ")}
            {assets.length > 0 && " · "}
            {cap.id}
          </span>
        </div>
        {mayAdd && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t("caps.add")}
          </Button>
        )}
      </div>
      <Bar cap={cap} />
      {cap.channels.length > 0 && (
        <p className={classes.foot}>
          {t("caps.channels", { names: cap.channels.map(names.channel).join(", ") })}
        </p>
      )}
      {cap.entries.length === 0 && <p className={forms.hint}>{t("caps.noEntry")}</p>}
      {cap.entries.length > 0 && (
        <ul className={classes.lines}>
          {cap.entries.map((entry) => (
            <HappeningLine
              key={entry.id}
              agreement={agreement}
              list="usage"
              fact={entry}
              mayEdit={mayEdit && mayClear}
              onCorrect={() => setCorrecting(entry)}
            >
              <EntryWords cap={cap} entry={entry} />
            </HappeningLine>
          ))}
        </ul>
      )}
      <UsageDialog
        agreement={agreement}
        cap={cap}
        mayClear={mayClear}
        opened={adding}
        onClose={() => setAdding(false)}
      />
      <UsageDialog
        agreement={agreement}
        cap={cap}
        entry={correcting ?? undefined}
        mayClear={mayClear}
        opened={correcting !== null}
        onClose={() => setCorrecting(null)}
      />
    </li>
  );
}

export function Caps(props: Props) {
  const { t } = useTranslation("agreements");
  const { caps } = props.agreement;
  return (
    <Panel title={t("caps.title")}>
      {caps.length === 0 && <p className={forms.hint}>{t("caps.empty")}</p>}
      <ul className={classes.items}>
        {caps.map((cap) => (
          <CapItem key={cap.id} cap={cap} {...props} />
        ))}
      </ul>
    </Panel>
  );
}
