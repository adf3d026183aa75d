/** Records of another system: which file, what becomes of its columns, and the first of them as they would be taken. */
import { Button, FileButton, Select, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import, ImportPlace, NewRecordsImport, SentRecords } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./imports.module.css";
import { mappingOf, type Named, parts } from "./mapping";
import { recordsPreviewQuery, sendRecords, useBeginImport } from "./queries";
import { RecordsTable } from "./records-table";
import "./texts";

type Props = { place: ImportPlace; onBegun: (made: Import) => void; onClose: () => void };

function ChooseFile({
  place,
  sent,
  file,
  onSent,
  onFile,
}: {
  place: ImportPlace;
  sent: SentRecords | null;
  file: string | null;
  onSent: (sent: SentRecords) => void;
  onFile: (file: string | null) => void;
}) {
  const { t } = useTranslation("imports");
  const send = useMutation({ mutationFn: sendRecords, onSuccess: onSent, onError: sayProblem });
  return (
    <div className={classes.choose}>
      <FileButton onChange={(chosen) => chosen !== null && send.mutate(chosen)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={send.isPending}
            leftSection={<FileUp size={16} aria-hidden />}
          >
            {t("chooseFile")}
          </Button>
        )}
      </FileButton>
      {sent !== null && (
        <span className={classes.told}>
          {sent.file_name}, {formatBytes(sent.size_bytes)}
        </span>
      )}
      {place.files.length > 0 && (
        <Select
          clearable
          searchable
          className={classes.grow}
          label={t("fileOnServer")}
          description={t("folderHelp", { place: place.import_dir })}
          data={place.files}
          value={file}
          onChange={onFile}
        />
      )}
    </div>
  );
}

function ChooseColumns({ named, onChange }: { named: Named; onChange: (named: Named) => void }) {
  const { t } = useTranslation("imports");
  return (
    <details className={classes.columns}>
      <summary>{t("columnsToUse")}</summary>
      <p className={classes.note}>{t("columnsHelp")}</p>
      <div className={classes.pair}>
        {parts.map((part) => (
          <TextInput
            key={part}
            label={t(`parts.${part}`)}
            value={named[part]}
            onChange={(event) => onChange({ ...named, [part]: event.currentTarget.value })}
          />
        ))}
      </div>
    </details>
  );
}

export function RecordsForm({ place, onBegun, onClose }: Props) {
  const { t } = useTranslation("imports");
  const [sent, setSent] = useState<SentRecords | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const [named, setNamed] = useState<Named>({ id: "", title: "", description: "", keywords: "" });
  const begin = useBeginImport();
  const isChosen = sent !== null || file !== null;
  const wanted: NewRecordsImport = {
    file,
    upload: sent?.id ?? null,
    mapping: mappingOf(named),
  };
  const preview = useQuery({ ...recordsPreviewQuery(wanted), enabled: isChosen });
  return (
    <DialogForm
      onSubmit={() => begin.mutate(wanted, { onSuccess: onBegun })}
      onCancel={onClose}
      action={t("beginRecords")}
      disabled={preview.data === undefined}
      isSending={begin.isPending}
      error={begin.error}
    >
      <p className={classes.note}>{t("recordsHelp")}</p>
      <ChooseFile
        place={place}
        sent={sent}
        file={file}
        onSent={(next) => {
          setSent(next);
          setFile(null);
        }}
        onFile={(next) => {
          setFile(next);
          setSent(null);
        }}
      />
      {isChosen && <ChooseColumns named={named} onChange={setNamed} />}
      {isChosen && preview.isError && (
        <ErrorPanel error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {isChosen && preview.isPending && <Skeleton height={160} />}
      {preview.data !== undefined && <RecordsTable preview={preview.data} />}
    </DialogForm>
  );
}
