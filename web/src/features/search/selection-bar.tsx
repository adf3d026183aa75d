/** What is selected, how many, and what can be done with it. */
import { Button, Menu, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Columns2, FolderPlus, PencilLine, Plus, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { formatCount } from "@/lib/numbers";
import { allSelected, emptySelection, type Selection, selectedCount } from "@/lib/selection";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./library.module.css";
import { addToCollection, collectionsQuery } from "./queries";

const NewCollectionDialog = lazy(() => import("./new-collection-dialog"));

type Props = { selection: Selection; total: number; onChange: (next: Selection) => void };

function AddToCollection({ assets }: { assets: string[] }) {
  const { t } = useTranslation("search");
  const [naming, setNaming] = useState(false);
  const queries = useQueryClient();
  const { data } = useQuery(collectionsQuery);
  const add = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => addToCollection(id, assets),
    onSuccess: (count, { name }) => say(t("added", { count, name })),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["collections"] }),
  });
  return (
    <>
      <Menu position="top" shadow="md" width={260}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            loading={add.isPending}
            leftSection={<FolderPlus size={16} aria-hidden />}
          >
            {t("addToCollection")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(data?.items ?? []).map((one) => (
            <Menu.Item key={one.id} onClick={() => add.mutate(one)}>
              {one.name}
            </Menu.Item>
          ))}
          {data?.items.length === 0 && <Menu.Label>{t("noCollections")}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item leftSection={<Plus size={14} aria-hidden />} onClick={() => setNaming(true)}>
            {t("newCollection")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <Suspense fallback={null}>
          <NewCollectionDialog onClose={() => setNaming(false)} onCreated={(made) => add.mutate(made)} />
        </Suspense>
      )}
    </>
  );
}

export function SelectionBar({ selection, total, onChange }: Props) {
  const { t } = useTranslation("search");
  const mayEdit = useMay("edit_assets");
  const count = selectedCount(selection, total);
  const mayAsk = useMay("ask_rights");
  const mayCompare = mayAsk && !selection.all && count >= 2 && count <= 4;
  if (count === 0) return null;
  return (
    <section
      className={classes.selection}
      aria-label={t("selected", { count, formatted: formatCount(count) })}
    >
      <strong aria-live="polite">{t("selected", { count, formatted: formatCount(count) })}</strong>
      {count < total && (
        <Button variant="subtle" color="gray" onClick={() => onChange(allSelected)}>
          {t("selectAll", { formatted: formatCount(total) })}
        </Button>
      )}
      {mayEdit &&
        (selection.all ? (
          <Tooltip label={t("onlyChosen")} multiline w={280}>
            <Button
              variant="subtle"
              color="gray"
              data-disabled
              aria-disabled
              onClick={(event) => event.preventDefault()}
            >
              {t("addToCollection")}
            </Button>
          </Tooltip>
        ) : (
          <AddToCollection assets={[...selection.include]} />
        ))}
      {mayEdit && !selection.all && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<PencilLine size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/bulk-edit" search={{ assets: [...selection.include].join(",") }} {...props} />
          )}
        >
          {t("changeFields")}
        </Button>
      )}
      {mayCompare && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Columns2 size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/compare" search={{ assets: [...selection.include].join(",") }} {...props} />
          )}
        >
          {t("compare")}
        </Button>
      )}
      <button
        type="button"
        className={classes.iconButton}
        aria-label={t("clearSelection")}
        onClick={() => onChange(emptySelection)}
      >
        <X size={16} aria-hidden />
      </button>
    </section>
  );
}
