/** Who is signed in, the appearance, the key list, and the way out. */
import { Popover, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Keyboard, LogOut } from "lucide-react";
import { useState } from "react";
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
  const [opened, setOpened] = useState(false);
  const router = useRouter();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useMutation({
    mutationFn: () => api.DELETE("/sessions/current", { signInAgain: false }),
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
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={280}
      shadow="md"
      trapFocus
      returnFocus
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.avatar}
          aria-label={t("header.account", { initials: initialsOf(person.name), name: person.name })}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
        >
          {initialsOf(person.name)}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={person.name}>
        <div className={classes.who}>
          <strong>{person.name}</strong>
          <span>{person.email}</span>
          <span>{organization.name}</span>
        </div>
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
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            setOpened(false);
            onShowKeys();
          }}
        >
          <Keyboard size={16} aria-hidden />
          {t("header.keys")}
        </button>
        <button type="button" className={classes.action} onClick={() => signOut.mutate()}>
          <LogOut size={16} aria-hidden />
          {t("account.signOut")}
        </button>
        <div className={classes.version}>{t("account.version", { version: product.version })}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
