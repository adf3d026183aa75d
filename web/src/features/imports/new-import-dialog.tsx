/** Chooses what is imported: a folder of the server, or records of another system. */
import { SegmentedControl, Select, Skeleton, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FolderX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import, ImportPlace } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say } from "@/ui/feedback/undo-toast";
import { importPlaceQuery, useBeginImport } from "./queries";
import "./texts";

const RecordsForm = lazy(async () => ({ default: (await import("./records-form")).RecordsForm }));

/** No folder is called this: the list's word for the import folder itself. */
const WHOLE = "/";

type FormProps = { place: ImportPlace; onBegun: (made: Import) => void; onClose: () => void };

function FolderForm({ place, onBegun, onClose }: FormProps) {
  const { t } = useTranslation("imports");
  const begin = useBeginImport();
  const form = useForm({ initialValues: { folder: place.folders[0] ?? WHOLE, manifest: "" } });
  const send = ({ folder, manifest }: { folder: string; manifest: string }) => {
    const body = {
      folder: folder === WHOLE ? "" : folder,
      manifest: manifest.trim() === "" ? null : manifest.trim(),
    };
    begin.mutate(body, { onSuccess: onBegun });
  };
  return (
    <DialogForm
      onSubmit={form.onSubmit(send)}
      onCancel={onClose}
      action={t("begin")}
      isSending={begin.isPending}
      error={begin.error}
    >
      <Select
        data-autofocus
        searchable
        allowDeselect={false}
        label={t("folder")}
        description={t("folderHelp", { place: place.import_dir })}
        data={[...place.folders, { value: WHOLE, label: t("wholeFolder") }]}
        {...form.getInputProps("folder")}
      />
      <TextInput label={t("manifest")} description={t("manifestHelp")} {...form.getInputProps("manifest")} />
    </DialogForm>
  );
}

const kinds = ["folder", "records"] as const;
type Kind = (typeof kinds)[number];

function Choice({ place, onClose }: { place: ImportPlace; onClose: () => void }) {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>("folder");
  const begun = (made: Import) => {
    say(t("begun"));
    onClose();
    void navigate({ to: "/imports/$importId", params: { importId: made.id } });
  };
  return (
    <>
      <SegmentedControl
        fullWidth
        mb={16}
        aria-label={t("what")}
        value={kind}
        onChange={(value) => setKind(kinds.find((each) => each === value) ?? "folder")}
        data={kinds.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
      />
      {kind === "records" && (
        <Suspense fallback={<Skeleton height={160} />}>
          <RecordsForm place={place} onBegun={begun} onClose={onClose} />
        </Suspense>
      )}
      {kind === "folder" && place.import_dir == null && (
        <EmptyState icon={FolderX} title={t("notSetTitle")}>
          {t("notSet")}
        </EmptyState>
      )}
      {kind === "folder" && place.import_dir != null && (
        <FolderForm place={place} onBegun={begun} onClose={onClose} />
      )}
    </>
  );
}

export function NewImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("imports");
  const place = useQuery({ ...importPlaceQuery, enabled: opened });
  return (
    <FormDialog opened={opened} onClose={onClose} title={t("add")} size={720}>
      {place.isError && <ErrorPanel error={place.error} onRetry={() => void place.refetch()} />}
      {place.data !== undefined && <Choice place={place.data} onClose={onClose} />}
    </FormDialog>
  );
}
