/** Below a list that comes in pages: brings the next one. Nothing when the list is complete. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./table.module.css";

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

export function RestOfList({ list }: { list: Paged }) {
  const { t } = useTranslation("ui");
  if (!list.hasNextPage) return null;
  return (
    <div className={classes.more}>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t("more")}
      </Button>
    </div>
  );
}
