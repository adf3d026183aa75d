/** The library. */
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function LibraryPage() {
  const { t } = useTranslation("search");
  return <Page title={t("title")}>{null}</Page>;
}
