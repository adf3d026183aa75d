/** The first screen: who are you? */
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "@/ui/mark";
import { SignInForm } from "./sign-in-form";
import classes from "./sign-in-page.module.css";

/** A field of small lanes, some lit: the picture of a right that holds here and there, from then until then. */
function Lanes() {
  const lanes = Array.from({ length: 14 }, (_, row) =>
    Array.from({ length: 5 }, (_, part) => {
      const start = ((row * 37 + part * 61) % 83) + part * 4;
      return {
        key: `${row}-${part}`,
        row,
        x: start,
        width: 6 + ((row * 13 + part * 29) % 17),
        lit: (row * 5 + part * 3) % 7,
      };
    }),
  ).flat();
  return (
    <svg
      className={classes.lanes}
      viewBox="0 0 100 70"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      {lanes.map((lane) => (
        <rect
          key={lane.key}
          x={lane.x}
          y={lane.row * 5 + 1}
          width={lane.width}
          height={2.6}
          rx={0.8}
          data-lit={lane.lit === 0 ? "tick" : lane.lit === 3 ? "teal" : "none"}
        />
      ))}
    </svg>
  );
}

export function SignInPage() {
  const { t } = useTranslation("accounts");
  const router = useRouter();
  const { next } = useSearch({ from: "/sign-in" });
  useEffect(() => {
    document.title = `${t("signIn.title")} · Placet`;
  }, [t]);
  return (
    <main className={classes.page}>
      <div className={classes.claim}>
        <Lanes />
        <div className={classes.brand}>
          <Mark size={40} />
          <span>Placet</span>
        </div>
        <p>{t("signIn.claim")}</p>
      </div>
      <div className={classes.form}>
        <div>
          <h1>{t("signIn.title")}</h1>
          <SignInForm onSignedIn={() => router.history.push(next ?? "/library")} />
        </div>
      </div>
    </main>
  );
}
