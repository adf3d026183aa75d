/** The collections an asset is in. Adding and taking out can be undone. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FolderOpen, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Asset } from "@/api/types";
import { offerUndo, sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./asset-parts.module.css";
import { allCollectionsQuery, assetQuery, putInCollection, takeOutOfCollection } from "./queries";

export function AssetCollections({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const mayEdit = useMay("edit_assets");
  const queries = useQueryClient();
  const all = useQuery({ ...allCollectionsQuery, enabled: mayEdit });
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey }),
      queries.invalidateQueries({ queryKey: ["collections"] }),
      queries.invalidateQueries({ queryKey: ["search"] }),
    ]);
  const change = useMutation({
    mutationFn: ({ id, on }: { id: string; name: string; on: boolean }) =>
      on ? putInCollection(asset.id, id) : takeOutOfCollection(asset.id, id),
    onSuccess: async (_, { id, name, on }) => {
      await refresh();
      offerUndo(t(on ? "collections.added" : "collections.removed", { name }), async () => {
        await (on ? takeOutOfCollection(asset.id, id) : putInCollection(asset.id, id));
        await refresh();
      });
    },
    onError: sayProblem,
  });
  const others = (all.data?.items ?? []).filter(
    (one) => !asset.collections.some((held) => held.id === one.id),
  );
  return (
    <div className={classes.details}>
      {asset.collections.length === 0 && <p className={classes.faint}>{t("collections.none")}</p>}
      <ul className={classes.collections}>
        {asset.collections.map((one) => (
          <li key={one.id}>
            <FolderOpen size={15} aria-hidden />
            <span>{one.name}</span>
            {mayEdit && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("collections.takeOut", { name: one.name })}
                onClick={() => change.mutate({ ...one, on: false })}
              >
                <X size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && others.length > 0 && (
        <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              className={classes.left}
              leftSection={<Plus size={14} aria-hidden />}
            >
              {t("collections.add")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
            {others.map((one) => (
              <Menu.Item key={one.id} onClick={() => change.mutate({ id: one.id, name: one.name, on: true })}>
                {one.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
