/** The files of a paper: the newest version of each, its earlier ones, and how a new one is added. */
import { ActionIcon, Alert, Button, FileButton, Menu, Modal, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileText, MoreHorizontal, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Agreement, PaperFile } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { confirm } from "@/ui/feedback/confirm";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Panel } from "@/ui/page";
import forms from "../forms.module.css";
import { useRightsChanged } from "../queries";
import classes from "./papers.module.css";
import { fileAddress, removePaper, sendPaper, versionsQuery } from "./queries";
import "./texts";

/** What papers come as; the server looks at the content. */
const accept = ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.txt,.eml,.doc,.docx,.odt,.rtf";

type Props = { agreement: Agreement; mayAdd: boolean; mayEdit: boolean };

function useSizeWords() {
  const { t } = useTranslation("papers");
  return (bytes: number) => {
    if (bytes < 1000) return t("size.bytes", { count: bytes });
    if (bytes < 1_000_000) return t("size.kb", { count: Math.round(bytes / 1000) });
    return t("size.mb", { count: Math.round(bytes / 100_000) / 10 });
  };
}

function Versions({ agreement, file }: { agreement: string; file: string }) {
  const { t } = useTranslation("papers");
  const answer = useQuery(versionsQuery(agreement, file));
  if (answer.isPending) return <Skeleton height={120} />;
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <ol className={classes.records}>
      {answer.data.map((one) => (
        <li key={one.version}>
          <p>
            <a href={fileAddress(agreement, file, one.version)} download>
              {t("files.version", { version: one.version })}: {one.file_name}
            </a>
          </p>
          <span className={classes.foot}>
            {formatInstant(one.recorded_at)}, {one.recorded_by.name}
          </span>
          <span className={classes.foot}>{t("files.hash", { hash: one.blake3 })}</span>
        </li>
      ))}
    </ol>
  );
}

type RowProps = { agreement: string; file: PaperFile; mayEdit: boolean; onNext: (file: File) => void };

function FileRow({ agreement, file, mayEdit, onNext }: RowProps) {
  const { t } = useTranslation(["papers", "ui"]);
  const [versions, setVersions] = useState(false);
  const changed = useRightsChanged();
  const size = useSizeWords();
  const pick = useRef<HTMLInputElement>(null);
  const remove = useMutation({
    mutationFn: () => removePaper(agreement, file.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const askRemove = async () => {
    const yes = await confirm({
      title: t("files.removeTitle"),
      message: t("files.removeText"),
      action: t("files.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <li>
      <FileText size={20} aria-hidden />
      <div className={classes.words}>
        <a
          href={fileAddress(agreement, file.id)}
          download
          aria-label={t("files.download", { title: file.title })}
        >
          {file.title}
        </a>
        <span className={classes.foot}>
          {t("files.about", {
            version: file.version,
            size: size(file.size_bytes),
            at: formatInstant(file.recorded_at),
            name: file.recorded_by.name,
          })}
        </span>
      </div>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("files.actions", { title: file.title })}>
            <MoreHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setVersions(true)}>{t("files.versions")}</Menu.Item>
          {mayEdit && <Menu.Item onClick={() => pick.current?.click()}>{t("files.next")}</Menu.Item>}
          {mayEdit && <Menu.Item onClick={() => void askRemove()}>{t("files.remove")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <input
        ref={pick}
        type="file"
        accept={accept}
        hidden
        aria-label={t("files.next")}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (chosen !== undefined) onNext(chosen);
        }}
      />
      <Modal
        title={t("files.versionsTitle", { title: file.title })}
        opened={versions}
        onClose={() => setVersions(false)}
        size={640}
        closeButtonProps={{ "aria-label": t("ui:close") }}
      >
        <Versions agreement={agreement} file={file.id} />
      </Modal>
    </li>
  );
}

export function Files({ agreement, mayAdd, mayEdit }: Props) {
  const { t } = useTranslation("papers");
  const changed = useRightsChanged();
  const send = useMutation({
    mutationFn: ({ file, replaces }: { file: File; replaces?: string }) =>
      sendPaper(agreement.id, file, replaces),
    onSuccess: async (added) => {
      await changed();
      say(t("files.done", { title: added.title }));
    },
  });
  return (
    <Panel
      title={t("files.title")}
      actions={
        mayAdd && (
          <FileButton accept={accept} onChange={(file) => file !== null && send.mutate({ file })}>
            {(props) => (
              <Button
                {...props}
                size="compact-sm"
                variant="default"
                loading={send.isPending}
                leftSection={<Upload size={14} aria-hidden />}
              >
                {t("files.add")}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {send.error !== null && (
        <Alert color="red" role="alert" mb="sm">
          {sentenceOf(send.error)}
        </Alert>
      )}
      {agreement.documents.length === 0 && <p className={forms.hint}>{t("files.empty")}</p>}
      <ul className={classes.list}>
        {agreement.documents.map((file) => (
          <FileRow
            key={file.id}
            agreement={agreement.id}
            file={file}
            mayEdit={mayEdit}
            onNext={(next) => send.mutate({ file: next, replaces: file.id })}
          />
        ))}
      </ul>
      {send.isPending && (
        <p className={forms.hint} role="status">
          {t("files.sending", { name: send.variables?.file.name ?? "" })}
        </p>
      )}
    </Panel>
  );
}
