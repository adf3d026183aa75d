/** The tree of channels by family, and the groups that cut across it. */
import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import { useMay } from "@/api/session";
import type { RightsReference } from "@/api/types";
import { formatDay } from "@/lib/dates";
import table from "@/ui/table.module.css";
import type { Kind } from "./entry-draft";
import { type Act, Acts, Marks } from "./marks";
import classes from "./reference.module.css";

type Props = { reference: RightsReference; onAct: (act: Act) => void; onAdd: (kind: Kind) => void };

function Family({
  name,
  leaves,
  onAct,
}: { name: string; leaves: RightsReference["channels"] } & Pick<Props, "onAct">) {
  const { t } = useTranslation("reference");
  return (
    <section className={classes.family} aria-label={name}>
      <h3>{name}</h3>
      <ul>
        {leaves.map((leaf) => (
          <li key={leaf.key}>
            <div>
              <div className={table.strong}>{leaf.name}</div>
              <div className={table.faint}>
                {leaf.key}
                {leaf.introduced_on != null &&
                  ` · ${t("introduced", { day: formatDay(leaf.introduced_on) })}`}
              </div>
            </div>
            <Marks reserved={leaf.reserved} retired={leaf.retired} />
            <Acts kind="channel" entryKey={leaf.key} name={leaf.name} onAct={onAct} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Aliases({ reference, onAct }: Pick<Props, "reference" | "onAct">) {
  const names = namesOf(reference);
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <tbody>
          {reference.channel_groups
            .filter((group) => group.alias)
            .map((group) => (
              <tr key={group.key}>
                <td>
                  <div className={table.strong}>{group.name}</div>
                  <div className={table.faint}>{group.key}</div>
                </td>
                <td className={table.faint}>{group.members.map(names.channel).join(", ")}</td>
                <td className={table.state}>
                  <Marks retired={group.retired} />
                </td>
                <td>
                  <Acts kind="channel_group" entryKey={group.key} name={group.name} onAct={onAct} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

export function Channels({ reference, onAct, onAdd }: Props) {
  const { t } = useTranslation("reference");
  const may = useMay("edit_reference");
  const names = namesOf(reference);
  const families = new Map<string, RightsReference["channels"]>();
  for (const leaf of reference.channels) {
    const root = leaf.family.split(".").slice(0, 2).join(".");
    families.set(root, [...(families.get(root) ?? []), leaf]);
  }
  return (
    <>
      <h2 className={classes.heading}>{t("tree")}</h2>
      <div className={classes.tree}>
        {[...families].map(([family, leaves]) => (
          <Family key={family} name={names.channel(family)} leaves={leaves} onAct={onAct} />
        ))}
      </div>
      <div className={classes.bar}>
        <div>
          <h2 className={classes.heading}>{t("aliases")}</h2>
          <p className={classes.lead}>{t("aliasLead")}</p>
        </div>
        {may && (
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => onAdd("channel_group")}
          >
            {t("add.channel_group")}
          </Button>
        )}
      </div>
      <Aliases reference={reference} onAct={onAct} />
    </>
  );
}
