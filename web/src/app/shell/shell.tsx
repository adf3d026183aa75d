/** The frame of the signed-in app: rail, header with the use bar, content, palette, key list, sign-in dialog. */
import { useDisclosure, useNetwork } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import { UploadButton } from "@/features/assets/uploads/upload-button";
import { UploadTray } from "@/features/assets/uploads/upload-tray";
import { useCurrentUse } from "@/lib/current-use";
import { useKeys } from "@/lib/keys";
import { Mark } from "@/ui/mark";
import { UseContextBar } from "@/ui/use-context-bar/use-context-bar";
import { navigation } from "../navigation";
import { AccountMenu } from "./account-menu";
import { Rail } from "./rail";
import classes from "./shell.module.css";
import { SignInAgain } from "./sign-in-again";
import { UseButton } from "./use-button";

const Palette = lazy(() => import("./palette"));
const KeysDialog = lazy(() => import("./keys-dialog"));

/** Moves focus to the content after a change of page, so that keyboards and screen readers follow. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per path
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

export function Shell() {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  const main = useFocusOnNavigation();
  const { online } = useNetwork();
  const [use, setUse] = useCurrentUse();
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [keysOpened, keys] = useDisclosure(false);
  // Counts the times it was asked for; the palette is loaded with the first.
  const [paletteAsked, setPaletteAsked] = useState(0);
  const openPalette = () => setPaletteAsked((count) => count + 1);
  useKeys([
    { keys: "mod+k", label: t("keys.palette"), group: t("keys.everywhere"), run: openPalette },
    { keys: "?", label: t("keys.list"), group: t("keys.everywhere"), run: keys.open },
    ...navigation.map((entry) => ({
      keys: entry.keys,
      label: t(entry.label),
      group: t("palette.goTo"),
      run: () => void navigate({ to: entry.to }),
    })),
  ]);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t("skip")}
      </a>
      <Rail />
      <header className={classes.header}>
        <Link to="/library" className={classes.headerBrand} aria-label={t("product")}>
          <Mark size={26} />
        </Link>
        <div className={classes.useBar}>
          <UseContextBar reference={reference} use={use} onChange={setUse} />
        </div>
        <div className={classes.useButton}>
          <UseButton reference={reference} use={use} onChange={setUse} />
        </div>
        <UploadButton />
        <button
          type="button"
          className={classes.palette}
          onClick={openPalette}
          aria-label={t("header.palette")}
        >
          <Search size={16} aria-hidden />
          <kbd>{t("header.paletteHint")}</kbd>
        </button>
        <AccountMenu onShowKeys={keys.open} />
      </header>
      <main
        id="content"
        ref={main}
        tabIndex={-1}
        className={classes.main}
        data-scroller
        data-scroll-restoration-id="content"
      >
        {!online && (
          <div role="status" className={classes.offline}>
            {t("offline")}
          </div>
        )}
        <Outlet />
      </main>
      {paletteAsked > 0 && (
        <Suspense fallback={null}>
          <Palette asked={paletteAsked} />
        </Suspense>
      )}
      {keysOpened && (
        <Suspense fallback={null}>
          <KeysDialog onClose={keys.close} />
        </Suspense>
      )}
      <UploadTray />
      <SignInAgain />
    </div>
  );
}
