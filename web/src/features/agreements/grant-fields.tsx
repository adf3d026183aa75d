/** What a grant allows: channels, territories, period, purposes; the rarer terms under 'More'. */
import { Button, Collapse, Radio } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import type { UseContext } from "@/lib/use-context";
import classes from "./forms.module.css";
import type { GrantDraft, ListChoice } from "./grant-draft";
import { MoreTerms } from "./more-terms";
import { PeriodField } from "./period-field";
import { ChannelsField, PurposesField, TerritoriesField } from "./pick-fields";
import { scopeSentence } from "./rule-words";
import "./texts";

export type FieldErrors = Partial<Record<string, string>>;

type Props = {
  reference: RightsReference;
  draft: GrantDraft;
  onChange: (next: Partial<GrantDraft>) => void;
  errors: FieldErrors;
  /** Offered as a shortcut for where and on which channels; the paper must say so. */
  use?: UseContext;
};

function WhereFields({ reference, draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const [excluding, exclude] = useDisclosure(draft.exclude.length > 0);
  return (
    <>
      <ChannelsField
        reference={reference}
        label={t("grant.channels")}
        value={draft.channels}
        onChange={(channels) => onChange({ channels })}
        error={errors.channels}
      />
      <TerritoriesField
        reference={reference}
        label={t("grant.territories")}
        value={draft.territories}
        onChange={(territories) => onChange({ territories })}
        error={errors.territories}
      />
      {excluding || draft.exclude.length > 0 ? (
        <TerritoriesField
          reference={reference}
          label={t("grant.exclude")}
          description={t("grant.excludeHint")}
          value={draft.exclude}
          onChange={(territories) => onChange({ exclude: territories })}
          error={errors.exclude}
        />
      ) : (
        <button type="button" className={classes.textButton} onClick={exclude.open}>
          {t("grant.addExclude")}
        </button>
      )}
    </>
  );
}

function PurposeField({ reference, draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <div className={classes.group}>
      <Radio.Group
        label={t("grant.purposes")}
        value={draft.purposeChoice}
        onChange={(choice) => onChange({ purposeChoice: choice as ListChoice })}
        error={draft.purposeChoice === null ? errors.purposes : undefined}
      >
        <div className={classes.choices}>
          <Radio value="any" label={t("grant.anyPurpose")} />
          <Radio value="listed" label={t("grant.somePurposes")} />
        </div>
      </Radio.Group>
      {draft.purposeChoice === "any" && <p className={classes.hint}>{t("grant.anyPurposeHint")}</p>}
      {draft.purposeChoice !== null && (draft.purposeChoice === "listed" || draft.purposes.length > 0) && (
        <PurposesField
          reference={reference}
          label={t("grant.whichPurposes")}
          value={draft.purposes}
          onChange={(purposes) => onChange({ purposes })}
          error={errors.purposes}
        />
      )}
    </div>
  );
}

export function GrantFields(props: Props) {
  const { reference, draft, onChange, errors, use } = props;
  const { t } = useTranslation("agreements");
  const names = namesOf(reference);
  const [more, { toggle }] = useDisclosure(false);
  const untouched = draft.channels.length === 0 && draft.territories.length === 0;
  const canTake = use !== undefined && use.channels.length > 0 && use.territories.length > 0;
  const sentence = scopeSentence(draft, names);
  const Chevron = more ? ChevronDown : ChevronRight;
  return (
    <div className={classes.stack}>
      {canTake && untouched && (
        <div className={classes.offer}>
          <span>{t("grant.takeUseHint")}</span>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange({ channels: use.channels, territories: use.territories })}
          >
            {t("grant.takeUse")}
          </Button>
        </div>
      )}
      <WhereFields {...props} />
      <PeriodField
        value={draft}
        onChange={onChange}
        zones={reference.zones}
        startError={errors["period.start"]}
        endError={errors["period.end"] ?? errors.period ?? errors["period.zone"]}
        optionError={errors["period.option"]}
      />
      <PurposeField {...props} />
      <div>
        <button type="button" className={classes.textButton} aria-expanded={more} onClick={toggle}>
          <Chevron size={14} aria-hidden />
          {t("grant.more")}
        </button>
        <Collapse expanded={more} transitionDuration={100}>
          <MoreTerms reference={reference} draft={draft} onChange={onChange} errors={errors} />
        </Collapse>
      </div>
      {sentence !== "" && (
        <p className={classes.preview} aria-live="polite">
          <span>{t("grant.inWords")}</span>
          {sentence}
        </p>
      )}
    </div>
  );
}
