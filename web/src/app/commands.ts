/** What the palette always offers. Pages add their own with `useCommands` from lib/commands. */
import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Eraser, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import type { Command } from "@/lib/commands";
import { useCurrentUse } from "@/lib/current-use";
import { emptyUse } from "@/lib/use-context";
import { navigation } from "./navigation";

export function useGlobalCommands(): Command[] {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  const session = useSession();
  const [, setUse] = useCurrentUse();
  const { setColorScheme } = useMantineColorScheme();
  const allowed = navigation.filter(
    (entry) => entry.permission === undefined || session?.permissions.includes(entry.permission) === true,
  );
  return [
    ...allowed.map((entry) => ({
      id: `go-${entry.label}`,
      label: t(entry.label),
      group: t("palette.goTo"),
      icon: entry.icon,
      run: () => void navigate({ to: entry.to }),
    })),
    {
      id: "use-clear",
      label: t("palette.clearUse"),
      group: t("palette.use"),
      icon: Eraser,
      run: () => setUse(emptyUse),
    },
    {
      id: "dark",
      label: t("palette.toDark"),
      group: t("palette.view"),
      icon: Moon,
      run: () => setColorScheme("dark"),
    },
    {
      id: "light",
      label: t("palette.toLight"),
      group: t("palette.view"),
      icon: Sun,
      run: () => setColorScheme("light"),
    },
  ];
}
