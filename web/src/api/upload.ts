/** Resumable uploads (tus 1.0). One call per file; the protocol's client is loaded with the first. */
import type { DetailedError, Upload } from "tus-js-client";
import { apiBase, csrfToken } from "@/api/client";
import { ProblemError, unreachable } from "@/api/problem";
import { requireSignIn } from "@/api/sign-in-again";
import type { Problem } from "@/api/types";

export type UploadTarget = {
  /** Makes the file a new version of this asset instead of a new asset. */
  assetId?: string;
  collectionId?: string;
};

/** The version that had the bytes already. */
export type MetVersion = {
  number: number;
  /** False: people see other bytes when they open the asset. */
  isCurrent: boolean;
  isArchived: boolean;
};

export type UploadAnswer = { assetId: string; duplicate: boolean; met?: MetVersion };

export type UploadHandlers = {
  /** Bytes that the server has confirmed or that are on their way, of the file's size. */
  onProgress: (sent: number) => void;
  /** The server had a part of this file from an earlier try. */
  onResumed: () => void;
  onDone: (answer: UploadAnswer) => void;
  onFailed: (error: ProblemError) => void;
};

export type RunningUpload = {
  pause: () => Promise<void>;
  resume: () => void;
  /** Stops and lets the server forget the part it has. */
  cancel: () => Promise<void>;
};

function problemOfUpload(error: Error | DetailedError): ProblemError {
  const response = "originalResponse" in error ? error.originalResponse : null;
  if (response === null) return new ProblemError(unreachable);
  const status = response.getStatus();
  try {
    const body = JSON.parse(response.getBody()) as Partial<Problem>;
    if (typeof body.code === "string")
      return new ProblemError({ ...unreachable, detail: "", ...body, status });
  } catch {
    // Not a problem document: a proxy's page, or nothing.
  }
  return new ProblemError({
    type: "about:blank",
    title: `HTTP ${status}`,
    status,
    code: `http.${status}`,
    detail: "",
  });
}

/** Reads 'version=2; current=no; archived=yes'. Undefined where it says no version. */
export function metVersion(header: string | undefined): MetVersion | undefined {
  const said = new Map(
    (header ?? "").split(";").map((part) => {
      const [name = "", value = ""] = part.split("=");
      return [name.trim(), value.trim()];
    }),
  );
  const number = Number(said.get("version"));
  if (!Number.isInteger(number) || number < 1) return undefined;
  // What is not said is taken as usual: the current version of an asset in use.
  return { number, isCurrent: said.get("current") !== "no", isArchived: said.get("archived") === "yes" };
}

function metadataOf(file: File, target: UploadTarget): Record<string, string> {
  const metadata: Record<string, string> = { filename: file.name };
  if (file.type !== "") metadata.filetype = file.type;
  if (target.assetId !== undefined) metadata.asset_id = target.assetId;
  if (target.collectionId !== undefined) metadata.collection_id = target.collectionId;
  return metadata;
}

export async function startUpload(
  file: File,
  target: UploadTarget,
  handlers: UploadHandlers,
): Promise<RunningUpload> {
  const tus = await import("tus-js-client");
  const upload: Upload = new tus.Upload(file, {
    endpoint: `${apiBase}/uploads`,
    metadata: metadataOf(file, target),
    chunkSize: 16 * 1024 * 1024,
    retryDelays: [500, 2_000, 5_000, 15_000],
    removeFingerprintOnSuccess: true,
    onBeforeRequest: (request) => {
      const token = csrfToken();
      if (token !== undefined) request.setHeader("Placet-CSRF", token);
    },
    // A refusal stays one; a lost connection, a busy or a failing server is worth another try.
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
    },
    onProgress: (sent) => handlers.onProgress(sent),
    onSuccess: ({ lastResponse }) => {
      const assetId = lastResponse.getHeader("Placet-Asset");
      if (assetId === undefined || assetId === "") {
        handlers.onFailed(new ProblemError({ ...unreachable, code: "upload.no_asset" }));
        return;
      }
      handlers.onDone({
        assetId,
        duplicate: lastResponse.getHeader("Placet-Duplicate") === "true",
        met: metVersion(lastResponse.getHeader("Placet-Duplicate-Of")),
      });
    },
    onError: (error) => {
      const problem = problemOfUpload(error);
      if (problem.status === 401) void requireSignIn().then(() => upload.start());
      else handlers.onFailed(problem);
    },
  });
  const [previous] = await upload.findPreviousUploads();
  if (previous !== undefined) {
    upload.resumeFromPreviousUpload(previous);
    handlers.onResumed();
  }
  upload.start();
  return {
    pause: () => upload.abort(),
    resume: () => upload.start(),
    cancel: () => upload.abort(true),
  };
}

/** Names of files that an earlier visit began and did not finish. The browser cannot read them without the person. */
export function interruptedUploads(storage: Storage = localStorage): string[] {
  const names: string[] = [];
  for (let i = 0; i < storage.length; i += 1) {
    const key = storage.key(i);
    if (key === null || !key.startsWith("tus::")) continue;
    try {
      const entry = JSON.parse(storage.getItem(key) ?? "") as { metadata?: { filename?: string } };
      if (entry.metadata?.filename !== undefined) names.push(entry.metadata.filename);
    } catch {
      // Somebody else's entry.
    }
  }
  return names;
}

export function forgetInterruptedUploads(storage: Storage = localStorage) {
  for (const key of Object.keys(storage)) {
    if (key.startsWith("tus::")) storage.removeItem(key);
  }
}
