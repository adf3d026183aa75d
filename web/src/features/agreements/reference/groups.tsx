/** Groups of territories with their members by date. */
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { formatDay } from "@/lib/dates";
import table from "@/ui/table.module.css";
import { type Act, Acts, Marks } from "./marks";
import classes from "./reference.module.css";

type Group = RightsReference["territory_groups"][number];
type Props = { reference: RightsReference; onAct: (act: Act) => void };

/** Before this no agreement was signed: the members are the same ever since. */
const longAgo = "1950-01-01";

function Members({ group, reference }: { group: Group; reference: RightsReference }) {
  const { t } = useTranslation("reference");
  const names = namesOf(reference);
  const list = (codes: string[]) => codes.map(names.territory).sort().join(", ");
  if (group.undefined) return <span className={table.faint}>{t("nobody")}</span>;
  if (group.versions.length === 0) return <span className={table.faint}>{t("world")}</span>;
  return (
    <details className={classes.members}>
      <summary>
        {t("members", { count: group.members.length })}
        {group.possible.length > 0 && ` · ${t("possible", { count: group.possible.length })}`}
        {group.versions.length > 1 && ` · ${t("dated")}`}
      </summary>
      <ol className={classes.versions}>
        {[...group.versions].reverse().map((version) => (
          <li key={version.from}>
            <strong>
              {version.from < longAgo ? t("always") : t("since", { day: formatDay(version.from) })}
            </strong>
            <span>{list(version.members)}</span>
            {(version.possible ?? []).length > 0 && (
              <span>{t("maybe", { names: list(version.possible ?? []) })}</span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function Groups({ reference, onAct }: Props) {
  const { t } = useTranslation("reference");
  // What a contract names comes first; the regions of the statistics, which have numbers, last.
  const groups = [...reference.territory_groups].sort(
    (one, other) =>
      Number(other.undefined) - Number(one.undefined) ||
      Number(/^\d/.test(one.key)) - Number(/^\d/.test(other.key)),
  );
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("who")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <td>
                <div className={table.strong}>{group.name}</div>
                <div className={table.faint}>{group.key}</div>
              </td>
              <td>
                <Members group={group} reference={reference} />
              </td>
              <td className={table.state}>
                <Marks undefined={group.undefined} retired={group.retired} />
              </td>
              <td>
                {group.key !== "WORLD" && (
                  <Acts
                    kind="group"
                    entryKey={group.key}
                    name={group.name}
                    undefined={group.undefined}
                    onAct={onAct}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
