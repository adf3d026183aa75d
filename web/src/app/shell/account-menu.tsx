/** Who is signed in, the appearance, the key list, and the way out. */
import { Menu, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Keyboard, LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { sessionQuery, useSession } from "@/api/session";
import { sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./account-menu.module.css";

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toLocaleUpperCase("en");
}

export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTranslation("app");
  const session = useSession();
  const router = useRouter();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useMutation({
    mutationFn: () => api.DELETE<void>("/sessions/current", { signInAgain: false }),
    onSuccess: async () => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      await router.navigate({ to: "/sign-in", search: {} });
    },
    onError: sayProblem,
  });
  if (session === null) return null;
  const { person, organization, product } = session;
  return (
    <Menu position="bottom-end" width={260} shadow="md" transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <button
          type="button"
          className={classes.avatar}
          aria-label={t("header.account", { initials: initialsOf(person.name), name: person.name })}
        >
          {initialsOf(person.name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{person.name}</strong>
          <span>{person.email}</span>
          <span>{organization.name}</span>
        </div>
        <Menu.Divider />
        <div className={classes.theme}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t("account.theme")}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as "light" | "dark" | "auto")}
            data={[
              { value: "light", label: t("account.light") },
              { value: "dark", label: t("account.dark") },
              { value: "auto", label: t("account.auto") },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Keyboard size={16} aria-hidden />} onClick={onShowKeys}>
          {t("header.keys")}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t("account.signOut")}
        </Menu.Item>
        <Menu.Divider />
        <div className={classes.version}>{t("account.version", { version: product.version })}</div>
      </Menu.Dropdown>
    </Menu>
  );
}
