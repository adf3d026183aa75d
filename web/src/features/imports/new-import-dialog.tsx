/** Chooses a folder of the server and begins to import it. */
import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FolderX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Import, ImportPlace } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say } from "@/ui/feedback/undo-toast";
import { importPlaceQuery, useBeginImport } from "./queries";
import "./texts";

/** No folder is called this: the list's word for the import folder itself. */
const WHOLE = "/";

function ImportForm({ place, onClose }: { place: ImportPlace; onClose: () => void }) {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const begin = useBeginImport();
  const form = useForm({ initialValues: { folder: place.folders[0] ?? WHOLE, manifest: "" } });
  const done = (made: Import) => {
    say(t("begun"));
    onClose();
    void navigate({ to: "/imports/$importId", params: { importId: made.id } });
  };
  const send = ({ folder, manifest }: { folder: string; manifest: string }) => {
    const body = {
      folder: folder === WHOLE ? "" : folder,
      manifest: manifest.trim() === "" ? null : manifest.trim(),
    };
    begin.mutate(body, { onSuccess: done });
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

export function NewImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("imports");
  const place = useQuery({ ...importPlaceQuery, enabled: opened });
  return (
    <FormDialog opened={opened} onClose={onClose} title={t("add")}>
      {place.isError && <ErrorPanel error={place.error} onRetry={() => void place.refetch()} />}
      {place.data != null && place.data.import_dir == null && (
        <EmptyState icon={FolderX} title={t("notSetTitle")}>
          {t("notSet")}
        </EmptyState>
      )}
      {place.data?.import_dir != null && <ImportForm place={place.data} onClose={onClose} />}
    </FormDialog>
  );
}
