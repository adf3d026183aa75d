/** Ways to a new agreement other than writing it: a policy from elsewhere, or an open licence. */
import { Button, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, CreativeCommons, FileJson } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommands } from "@/lib/commands";
import classes from "./exchange.module.css";
import { PresetDoor } from "./preset-door";
import "./texts";
import "../texts";

const ImportPanel = lazy(() => import("./import-panel"));

export function ImportMenu() {
  const { t } = useTranslation(["exchange", "agreements"]);
  const navigate = useNavigate();
  const [open, setOpen] = useState<"policy" | "preset" | null>(null);
  const close = () => setOpen(null);
  const ways = [
    { id: "policy", icon: FileJson, name: t("menu.policy"), hint: t("menu.policyHint") },
    { id: "preset", icon: CreativeCommons, name: t("menu.preset"), hint: t("menu.presetHint") },
  ] as const;
  useCommands(
    ways.map((way) => ({
      id: `import-${way.id}`,
      label: `${t("menu.open")}: ${way.name}`,
      group: t("agreements:title"),
      icon: way.icon,
      run: () => setOpen(way.id),
    })),
  );
  return (
    <>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
            {t("menu.open")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ways.map((way) => (
            <Menu.Item
              key={way.id}
              leftSection={<way.icon size={16} aria-hidden />}
              onClick={() => setOpen(way.id)}
            >
              {way.name}
              <span className={classes.menuHint}>{way.hint}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {open === "policy" && (
        <Suspense fallback={null}>
          <ImportPanel opened onClose={close} />
        </Suspense>
      )}
      <PresetDoor
        opened={open === "preset"}
        onClose={close}
        onRecorded={(agreementId) =>
          void navigate({ to: "/agreements/$agreementId", params: { agreementId } })
        }
      />
    </>
  );
}
