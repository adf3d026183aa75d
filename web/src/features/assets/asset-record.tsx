/** What another system says about an asset, as it said it. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { AssetRecord as Shown } from "@/api/types";
import classes from "./asset-parts.module.css";
import { valuesOf } from "./record-values";

export function AssetRecord({ record }: { record: Shown }) {
  const { t } = useTranslation("assets");
  return (
    <section aria-labelledby="record-of-asset">
      <h3 id="record-of-asset" className={classes.heading}>
        {t("record.title")}
      </h3>
      <p className={classes.note}>{t("record.lead", { id: record.external_id })}</p>
      <dl className={classes.facts}>
        {valuesOf(record.data).map(({ name, text }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className={classes.written}>{text}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
