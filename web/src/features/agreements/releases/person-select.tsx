/** Chooses the record of the person a right belongs to. Nothing for those who may not know the people. */
import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { peopleShownQuery } from "./queries";
import "./texts";

type Props = { value: string | null; onChange: (id: string | null) => void; isLinked: boolean };

function Choice({ value, onChange, isLinked }: Props) {
  const { t } = useTranslation("releases");
  const list = useInfiniteQuery(peopleShownQuery);
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (people.length === 0) return null;
  return (
    <Select
      label={t("select.label")}
      description={isLinked ? t("select.keeps") : t("select.hint")}
      placeholder={t("select.placeholder")}
      searchable
      clearable={!isLinked}
      allowDeselect={!isLinked}
      nothingFoundMessage={t("select.none")}
      data={people.map((one) => ({ value: one.id, label: one.name }))}
      value={value}
      onChange={onChange}
    />
  );
}

export function PersonSelect(props: Props) {
  return useMay("approve_agreements") ? <Choice {...props} /> : null;
}
