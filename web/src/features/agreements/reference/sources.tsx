/** Where the shipped data comes from, and the versions in force. */
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import table from "@/ui/table.module.css";
import classes from "./reference.module.css";

export function Sources({ reference }: { reference: RightsReference }) {
  const { t } = useTranslation("reference");
  const rows = [
    { name: t("sources.territory"), version: reference.territory_version },
    { name: t("sources.taxonomy"), version: reference.taxonomy_version },
    { name: t("sources.clock"), version: reference.clock_version },
    ...reference.sources,
  ];
  return (
    <>
      <p className={classes.lead}>{t("sources.lead")}</p>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("sources.source")}</th>
              <th scope="col">{t("sources.version")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td className={table.faint}>{row.version}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
