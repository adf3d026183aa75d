/** The rail: the pages people go to, in groups that can be folded away. What is folded is remembered. */
import { Link, useRouterState } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { Mark } from "@/ui/mark";
import { type NavigationEntry, navigation, type Section, sections } from "../navigation";
import { foldedSections, rememberFolded } from "./folded";
import classes from "./rail.module.css";

function isHere(entry: NavigationEntry, path: string): boolean {
  const own = String(entry.to);
  return [own, ...(entry.covers ?? [])].some((each) => path === each || path.startsWith(`${each}/`));
}

function Entry({ entry, path }: { entry: NavigationEntry; path: string }) {
  const { t } = useTranslation("app");
  return (
    <li data-here={isHere(entry, path)}>
      <Link
        to={entry.to}
        className={classes.entry}
        activeProps={{ "aria-current": "page" }}
        data-current={entry.covers?.some((covered) => path.startsWith(covered))}
      >
        <entry.icon size={18} strokeWidth={1.75} aria-hidden />
        <span>{t(entry.label)}</span>
      </Link>
    </li>
  );
}

type GroupProps = {
  section: Section;
  entries: readonly NavigationEntry[];
  path: string;
  folded: boolean;
  onFold: () => void;
};

function Group({ section, entries, path, folded, onFold }: GroupProps) {
  const { t } = useTranslation("app");
  const heading = useId();
  const list = useId();
  return (
    <section className={classes.group} data-folded={folded} aria-labelledby={heading}>
      <h2>
        <button id={heading} type="button" aria-expanded={!folded} aria-controls={list} onClick={onFold}>
          {t(`nav.sections.${section}`)}
          <ChevronDown size={13} aria-hidden />
        </button>
      </h2>
      <ul id={list}>
        {entries.map((entry) => (
          <Entry key={entry.label} entry={entry} path={path} />
        ))}
      </ul>
    </section>
  );
}

export function Rail() {
  const { t } = useTranslation("app");
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const rail = useRef<HTMLElement>(null);
  const [folded, setFolded] = useState(foldedSections);
  // On phones the rail is wider than the screen: the entry of this page comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per path
  useEffect(() => {
    rail.current
      ?.querySelector('[aria-current="page"], [data-current="true"]')
      ?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [path]);
  const fold = (section: Section) => {
    const next = folded.includes(section) ? folded.filter((one) => one !== section) : [...folded, section];
    rememberFolded(next);
    setFolded(next);
  };
  const shown = navigation.filter(
    (entry) => entry.permission === undefined || session?.permissions.includes(entry.permission) === true,
  );
  return (
    <nav ref={rail} className={classes.rail} aria-label={t("nav.label")}>
      <Link to="/library" className={classes.brand} aria-label={t("product")}>
        <Mark size={28} />
        <span aria-hidden>{t("product")}</span>
      </Link>
      {sections.map((section) => {
        const entries = shown.filter((entry) => entry.section === section);
        if (entries.length === 0) return null;
        return (
          <Group
            key={section}
            section={section}
            entries={entries}
            path={path}
            folded={folded.includes(section)}
            onFold={() => fold(section)}
          />
        );
      })}
    </nav>
  );
}
