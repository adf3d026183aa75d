/** Releases as a table: what each is, who gave it, how far it counts, when it ends. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AgreementSummary } from "@/api/types";
import { civilDay } from "@/lib/dates";
import { useNow } from "@/lib/now";
import table from "@/ui/table.module.css";
import agreements from "../agreements.module.css";
import { endWords } from "../agreements-search";
import { ReviewChip } from "../review-chip";
import classes from "./releases.module.css";
import { distanceOf } from "./releases-search";
import "./texts";
import "../texts";

function Ends({ endsOn }: { endsOn: AgreementSummary["ends_on"] }) {
  const { t } = useTranslation(["releases", "agreements"]);
  const distance = distanceOf(endsOn, civilDay(useNow()));
  const words = {
    none: t("agreements:ends.none"),
    perpetual: t("agreements:ends.perpetual"),
    unknown: t("agreements:ends.unknown"),
  };
  return (
    <>
      <span className={classes.ends}>{endWords(endsOn, words)}</span>
      {distance !== undefined && (
        <span className={classes.distance} data-word={distance.word}>
          {distance.word === "left" ? t("end.left", { count: distance.days }) : t(`end.${distance.word}`)}
        </span>
      )}
    </>
  );
}

export function ReleaseRows({ releases }: { releases: readonly AgreementSummary[] }) {
  const { t } = useTranslation(["releases", "agreements"]);
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("column.release")}</th>
            <th scope="col">{t("column.of")}</th>
            <th scope="col">{t("column.state")}</th>
            <th scope="col">{t("column.ends")}</th>
            <th scope="col" className={table.minor}>
              {t("column.assets")}
            </th>
          </tr>
        </thead>
        <tbody>
          {releases.map((one) => (
            <tr key={one.id}>
              <td>
                <Link
                  to="/agreements/$agreementId"
                  params={{ agreementId: one.id }}
                  className={agreements.rowLink}
                >
                  {one.title}
                </Link>
                <span className={table.faint}>
                  {one.reference} · {t(`agreements:kind.${one.kind}`)}
                </span>
              </td>
              <td>{one.licensor === "" ? t("person.none") : one.licensor}</td>
              <td className={table.state}>
                <ReviewChip review={one.review} />
                {one.status !== "executed" && (
                  <div className={table.faint}>{t(`agreements:status.${one.status}`)}</div>
                )}
              </td>
              <td>
                <Ends endsOn={one.ends_on} />
              </td>
              <td className={table.minor}>{t("assets", { count: one.asset_count })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
