/** Assets that are the same or look the same, group by group, and what is done about them. */
import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/features/duplicates/duplicates.module.css";
import { Group, type MergeWish } from "@/features/duplicates/group";
import { duplicatesQuery } from "@/features/duplicates/queries";
import { useKeys } from "@/lib/keys";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";

const MergeDialog = lazy(async () => ({
  default: (await import("@/features/duplicates/merge-dialog")).MergeDialog,
}));
const ImpactShown = lazy(async () => ({
  default: (await import("@/features/agreements/impact")).ImpactShown,
}));

/** J and K go from group to group. */
function useWalking(list: React.RefObject<HTMLDivElement | null>) {
  const { t } = useTranslation("duplicates");
  const go = (by: number) => {
    const groups = [...(list.current?.querySelectorAll<HTMLElement>("[data-group]") ?? [])];
    const at = groups.findIndex((group) => group.contains(document.activeElement));
    const next = groups[Math.max(0, Math.min(groups.length - 1, at < 0 ? 0 : at + by))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "start" });
  };
  const group = t("keysGroup");
  useKeys([
    { keys: "j", label: t("next"), group, run: () => go(1) },
    { keys: "k", label: t("previous"), group, run: () => go(-1) },
  ]);
}

function Content() {
  const { t } = useTranslation("duplicates");
  const list = useInfiniteQuery(duplicatesQuery);
  const [wish, setWish] = useState<MergeWish | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useWalking(frame);
  const groups = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton height={320} />;
  if (groups.length === 0) {
    return (
      <EmptyState icon={Copy} title={t("none")}>
        {t("noneText")}
      </EmptyState>
    );
  }
  return (
    <div ref={frame} className={classes.groups}>
      {groups.map((group) => (
        <Group
          key={`${group.id} ${group.assets.map((one) => one.asset.id).join(" ")}`}
          group={group}
          onMerge={setWish}
        />
      ))}
      <RestOfList list={list} />
      {wish !== null && (
        <Suspense fallback={null}>
          <MergeDialog
            wish={wish}
            onClose={() => setWish(null)}
            showImpact={(impact) => (
              <Suspense fallback={<Skeleton height={80} />}>
                <ImpactShown impact={impact} />
              </Suspense>
            )}
          />
        </Suspense>
      )}
    </div>
  );
}

export function DuplicatesPage() {
  const { t } = useTranslation("duplicates");
  return (
    <PermissionGate permission="view_assets" title={t("title")}>
      <Page title={t("title")} lead={t("lead")}>
        <Content />
      </Page>
    </PermissionGate>
  );
}
