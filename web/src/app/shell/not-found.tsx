/** An address that leads nowhere, or to something one may not see: both look the same. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/feedback/empty-state";
import { Page } from "@/ui/page";

export function NotFound() {
  const { t } = useTranslation("app");
  return (
    <Page title={t("notFound.title")} hideTitle>
      <EmptyState
        icon={Compass}
        title={t("notFound.title")}
        actions={
          <Button variant="default" renderRoot={(props) => <Link to="/library" {...props} />}>
            {t("notFound.home")}
          </Button>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </Page>
  );
}
