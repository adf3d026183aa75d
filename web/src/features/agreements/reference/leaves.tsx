/** Purposes, modifications and product categories: plain lists of names. */
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { formatDay } from "@/lib/dates";
import table from "@/ui/table.module.css";
import type { Kind } from "./entry-draft";
import { type Act, Acts, Marks } from "./marks";

type Item = {
  key: string;
  name: string;
  reserved?: boolean;
  retired: boolean;
  introduced_on?: string | null;
  parent?: string | null;
};
type Props = { kind: Kind; items: Item[]; onAct: (act: Act) => void };

function useNote(kind: Kind, items: Item[]) {
  const { t } = useTranslation("reference");
  return (item: Item) => {
    if (item.introduced_on != null) return t("introduced", { day: formatDay(item.introduced_on) });
    if (kind !== "category") return "";
    const parent = items.find((one) => one.key === item.parent);
    return parent === undefined ? t("top") : t("under", { name: parent.name });
  };
}

export function Leaves({ kind, items, onAct }: Props) {
  const { t } = useTranslation("reference");
  const note = useNote(kind, items);
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.key}>
              <td>
                <div className={table.strong}>{item.name}</div>
                <div className={table.faint}>
                  {[item.key, note(item)].filter((one) => one !== "").join(" · ")}
                </div>
              </td>
              <td className={table.state}>
                <Marks reserved={item.reserved} retired={item.retired} />
              </td>
              <td className={table.besideActions}>
                <Acts kind={kind} entryKey={item.key} name={item.name} onAct={onAct} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function categoriesInOrder(reference: RightsReference): RightsReference["categories"] {
  const path = (key: string): string => {
    const parent = reference.categories.find((one) => one.key === key)?.parent;
    return parent == null || parent === key ? key : `${path(parent)} ${key}`;
  };
  return [...reference.categories].sort((one, other) => path(one.key).localeCompare(path(other.key), "en"));
}
