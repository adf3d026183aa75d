/** What is known of two versions, line by line, and where they differ. */
import { useTranslation } from "react-i18next";
import type { Asset, Version } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { formatInstant } from "@/lib/dates";
import classes from "./compare.module.css";
import "./texts";

export type Found = { asset: Asset; version: Version };

const none = "–";

function factsOf({ asset, version }: Found) {
  return {
    title: asset.title,
    file: version.file_name,
    size: formatBytes(version.size_bytes),
    dimensions:
      version.width != null && version.height != null ? `${version.width} × ${version.height}` : none,
    format: version.mime,
    added: formatInstant(version.created_at),
    by: version.created_by.name,
    hash: version.blake3.slice(0, 16),
  };
}

export function Facts({ left, right }: { left: Found; right: Found }) {
  const { t } = useTranslation("sideBySide");
  const [one, other] = [factsOf(left), factsOf(right)];
  const rows = Object.keys(one) as (keyof typeof one)[];
  return (
    <section>
      <h2 className={classes.heading}>{t("facts")}</h2>
      <div className={classes.tableFrame}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("fact")}</th>
              <th scope="col">{t("left")}</th>
              <th scope="col">{t("right")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const differs = one[row] !== other[row];
              return (
                <tr key={row} data-differs={differs}>
                  <th scope="row">
                    {t(`rows.${row}`)}
                    <span className={classes.mark}>{t(differs ? "differs" : "same")}</span>
                  </th>
                  <td>{one[row]}</td>
                  <td>{other[row]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
