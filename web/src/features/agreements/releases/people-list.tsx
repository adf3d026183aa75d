/** The people shown in assets, for those who may know them. The day of birth is not among what is listed. */
import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Lock, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PersonShown } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { RestOfList } from "@/ui/rest-of-list";
import table from "@/ui/table.module.css";
import agreements from "../agreements.module.css";
import { peopleShownQuery } from "./queries";
import classes from "./releases.module.css";
import "./texts";

function Rows({ people }: { people: readonly PersonShown[] }) {
  const { t } = useTranslation("releases");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("people.person")}</th>
            <th scope="col">{t("people.guardian")}</th>
            <th scope="col">{t("people.jurisdiction")}</th>
            <th scope="col">{t("people.contact")}</th>
            <th scope="col" className={table.minor}>
              {t("people.recorded")}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.id}>
              <td>
                <Link
                  to="/releases/people/$personId"
                  params={{ personId: one.id }}
                  className={agreements.rowLink}
                >
                  {one.name}
                </Link>
              </td>
              <td>{one.guardian}</td>
              <td>{one.jurisdiction}</td>
              <td className={table.faint}>{one.contact}</td>
              <td className={`${table.minor} ${table.faint}`}>
                {formatInstant(one.recorded_at)}, {one.recorded_by.name}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PeopleList({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation("releases");
  const list = useInfiniteQuery(peopleShownQuery);
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className={classes.private}>
        <Lock size={15} aria-hidden />
        {t("people.lead")}
      </p>
      {list.isPending && <Skeleton height={240} />}
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {people.length > 0 && <Rows people={people} />}
      {list.isSuccess && people.length === 0 && (
        <EmptyState
          icon={Users}
          title={t("people.empty")}
          actions={<Button onClick={onAdd}>{t("people.add")}</Button>}
        >
          {t("people.emptyText")}
        </EmptyState>
      )}
      <RestOfList list={list} />
    </>
  );
}
