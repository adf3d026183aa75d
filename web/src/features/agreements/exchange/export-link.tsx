/** What is certainly cleared of an asset, as a policy for other systems. Nothing for those who may not see agreements. */
import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { apiBase } from "@/api/client";
import { useMay } from "@/api/session";
import "./texts";

export function ExportLink({ asset }: { asset: string }) {
  const { t } = useTranslation("exchange");
  if (!useMay("view_agreements")) return null;
  return (
    <Button
      component="a"
      href={`${apiBase}/assets/${encodeURIComponent(asset)}/rights.odrl.json`}
      download="rights.odrl.json"
      variant="default"
      size="compact-sm"
      title={t("export.hint")}
      leftSection={<Download size={14} aria-hidden />}
      style={{ justifySelf: "start" }}
    >
      {t("export.link")}
    </Button>
  );
}
