/** Chooses files, or a folder, for the upload queue. */
import { Button, Menu } from "@mantine/core";
import { FilePlus, FolderUp, Upload } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { useCommands } from "@/lib/commands";
import { useKeys } from "@/lib/keys";
import { isWanted } from "./dropped-files";
import { uploadQueue } from "./upload-queue";
import classes from "./upload-tray.module.css";

function ChosenFiles() {
  const { t } = useTranslation("assets");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chooseFiles = () => files.current?.click();
  const chooseFolder = () => folder.current?.click();
  useKeys([{ keys: "u", label: t("upload.chooseFiles"), group: t("upload.group"), run: chooseFiles }]);
  useCommands([
    {
      id: "upload-files",
      label: t("upload.chooseFiles"),
      group: t("upload.group"),
      icon: FilePlus,
      run: chooseFiles,
    },
    {
      id: "upload-folder",
      label: t("upload.chooseFolder"),
      group: t("upload.group"),
      icon: FolderUp,
      run: chooseFolder,
    },
  ]);
  const add = (event: React.ChangeEvent<HTMLInputElement>) => {
    uploadQueue.add([...(event.currentTarget.files ?? [])].filter((file) => isWanted(file.name)));
    // The same file may be chosen again.
    event.currentTarget.value = "";
  };
  const hidden = { type: "file", multiple: true, hidden: true, tabIndex: -1, onChange: add } as const;
  return (
    <>
      <input ref={files} {...hidden} data-choose="files" aria-label={t("upload.chooseFiles")} />
      <input ref={folder} {...hidden} {...{ webkitdirectory: "" }} aria-label={t("upload.chooseFolder")} />
      <Menu position="bottom-end" shadow="md" width={200} transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <Button className={classes.button} radius="xl" leftSection={<Upload size={16} aria-hidden />}>
            {t("upload.button")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<FilePlus size={16} aria-hidden />} onClick={chooseFiles}>
            {t("upload.chooseFiles")}
          </Menu.Item>
          <Menu.Item leftSection={<FolderUp size={16} aria-hidden />} onClick={chooseFolder}>
            {t("upload.chooseFolder")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Nothing for those who may not upload. */
export function UploadButton() {
  return useMay("upload_assets") ? <ChosenFiles /> : null;
}
