/** The whole window as a place to drop files and folders, and the list of uploads at its lower right, loaded with the first. */
import { useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useSession } from "@/api/session";
import { droppedFiles } from "./dropped-files";
import { rememberedUploads, rememberUploads } from "./upload-memory";
import { totalsOf, uploadQueue, useUploads } from "./upload-queue";
import classes from "./upload-tray.module.css";

const List = lazy(() => import("./upload-list").then((m) => ({ default: m.UploadList })));

/** True while files are dragged over the window. A drop anywhere adds them. */
function useWindowDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hold = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then((files) => uploadQueue.add(files));
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hold, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  return over;
}

/** New assets appear in lists; leaving the page with open uploads is asked about. */
function useQueueEffects(open: number) {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = uploadQueue.onEnded(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["search"] }), 800);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries]);
  useEffect(() => {
    if (open === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [open]);
}

/** The list survives a reload, each person's own. */
function useMemory(person: string) {
  useEffect(() => {
    uploadQueue.restore(rememberedUploads(person));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => rememberUploads(person, uploadQueue.items());
    const stop = uploadQueue.watch(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, 300);
    });
    // What changed in the last moments.
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      stop();
      window.removeEventListener("pagehide", keep);
    };
  }, [person]);
}

function Tray({ person }: { person: string }) {
  const { t } = useTranslation("assets");
  const items = useUploads();
  const totals = totalsOf(items);
  const over = useWindowDrop();
  useMemory(person);
  useQueueEffects(totals.open);
  const percent = Math.floor(totals.share * 4) * 25;
  return (
    <>
      {over && (
        <div className={classes.drop} aria-hidden="true">
          <div>
            <Upload size={32} />
            <strong>{t("upload.dropTitle")}</strong>
            <span>{t("upload.dropText")}</span>
          </div>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {items.length > 0 && t("upload.announce", { percent, open: totals.open, failed: totals.failed })}
      </p>
      {items.length > 0 && (
        <Suspense fallback={null}>
          <List items={items} />
        </Suspense>
      )}
    </>
  );
}

/** Nothing for those who may not upload. */
export function UploadTray() {
  const person = useSession()?.person.id;
  return useMay("upload_assets") && person !== undefined ? <Tray key={person} person={person} /> : null;
}
