/**
 * The bar that asks for the use first: "For use in ⟨Instagram⟩ ⟨Germany⟩ ⟨1 to 31 Dec 2026⟩ ⟨Advertising⟩".
 * Knows nothing of the URL: give it the use and a setter (`useCurrentUse()` in the shell).
 * `inline` lays the parts out as a form, for dialogs and narrow screens.
 */
import { X } from "lucide-react";
import { lazy, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { formatDayRange } from "@/lib/dates";
import { emptyUse, missingFromUse, type UseContext } from "@/lib/use-context";
import { ChannelPicker } from "@/ui/channel-picker";
import { PickerPopover } from "@/ui/picker-popover";
import { PurposePicker } from "@/ui/purpose-picker";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import classes from "./use-context-bar.module.css";

const UseDetailsForm = lazy(() => import("./use-details"));
const DateRange = lazy(() => import("@/ui/date-range/date-range"));

type Props = {
  reference: RightsReference | undefined;
  use: UseContext;
  onChange: (next: UseContext) => void;
  inline?: boolean;
};

type Part = "channels" | "territories" | "dates" | "purposes" | "details";

function Segment(props: { part: Part; text: string; isSet: boolean; inline: boolean; children: ReactNode }) {
  const { t } = useTranslation("ui");
  return (
    <PickerPopover
      label={t(`use.${props.part}`)}
      button={(opener) => (
        <button {...opener} className={classes.segment} data-set={props.isSet} data-inline={props.inline}>
          <span className={props.inline ? classes.partName : "visually-hidden"}>
            {t(`use.${props.part}`)}{" "}
          </span>
          <span className={classes.text}>{props.text}</span>
        </button>
      )}
    >
      {props.children}
    </PickerPopover>
  );
}

export function UseContextBar({ reference, use, onChange, inline = false }: Props) {
  const { t } = useTranslation("ui");
  const names = namesOf(reference);
  const short = (keys: string[], name: (key: string) => string, none: string) => {
    const [first, ...rest] = keys;
    if (first === undefined) return none;
    if (rest.length === 0) return name(first);
    if (keys.length === 2) return keys.map(name).join(", ");
    return t("use.more", { first: name(first), count: rest.length });
  };
  const range = formatDayRange(use.from, use.until);
  const said = Object.values(use.details ?? {}).filter((value) => value !== undefined && value !== "");
  const touched = missingFromUse(use).length < 3 || use.purposes.length > 0 || said.length > 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of one line everywhere
    <div className={classes.bar} role="group" aria-label={t("use.label")} data-inline={inline}>
      <span className={classes.lead}>{t("use.forUseIn")}</span>
      <Segment
        part="channels"
        inline={inline}
        isSet={use.channels.length > 0}
        text={short(use.channels, names.channel, t("use.anyChannel"))}
      >
        {reference && (
          <ChannelPicker
            reference={reference}
            value={use.channels}
            onChange={(channels) => onChange({ ...use, channels })}
          />
        )}
      </Segment>
      <Segment
        part="territories"
        inline={inline}
        isSet={use.territories.length > 0}
        text={short(use.territories, names.territory, t("use.anyTerritory"))}
      >
        {reference && (
          <TerritoryPicker
            reference={reference}
            value={use.territories}
            onChange={(territories) => onChange({ ...use, territories })}
          />
        )}
      </Segment>
      <Segment
        part="dates"
        inline={inline}
        isSet={range !== ""}
        text={range === "" ? t("use.anyDates") : range}
      >
        <DateRange
          from={use.from}
          until={use.until}
          onChange={(from, until) => onChange({ ...use, from, until })}
        />
      </Segment>
      <Segment
        part="purposes"
        inline={inline}
        isSet={use.purposes.length > 0}
        text={short(use.purposes, names.purpose, t("use.anyPurpose"))}
      >
        {reference && (
          <PurposePicker
            reference={reference}
            value={use.purposes}
            onChange={(purposes) => onChange({ ...use, purposes })}
          />
        )}
      </Segment>
      {(touched || inline) && (
        <Segment
          part="details"
          inline={inline}
          isSet={said.length > 0}
          text={said.length === 0 ? t("use.anyDetails") : t("use.someDetails", { count: said.length })}
        >
          <UseDetailsForm
            reference={reference}
            details={use.details ?? {}}
            onChange={(details) => onChange({ ...use, details })}
          />
        </Segment>
      )}
      {touched && (
        <button
          type="button"
          className={classes.clear}
          aria-label={inline ? undefined : t("use.clear")}
          onClick={() => onChange(emptyUse)}
        >
          <X size={14} aria-hidden />
          {inline && t("use.clear")}
        </button>
      )}
    </div>
  );
}
