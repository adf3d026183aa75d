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
  /** Where the server keeps what it has, once it said so. */
  onAddress?: (address: string) => void;
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
    onUploadUrlAvailable: () => {
      if (upload.url !== null) handlers.onAddress?.(upload.url);
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

/** What the server has of an upload that an earlier window began. */
export type UploadStanding =
  | { state: "part"; sent: number }
  /** It arrived after all. */
  | { state: "done"; answer: UploadAnswer }
  | { state: "gone" };

/** Asks how far an upload came. A server that cannot be reached is an error, an upload it forgot is not. */
export async function uploadStanding(address: string): Promise<UploadStanding> {
  const answer = await fetch(address, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
  if (answer.status === 404 || answer.status === 410) return { state: "gone" };
  if (!answer.ok) throw new ProblemError({ ...unreachable, status: answer.status });
  const assetId = answer.headers.get("Placet-Asset");
  if (assetId === null) return { state: "part", sent: Number(answer.headers.get("Upload-Offset") ?? 0) };
  const duplicate = answer.headers.get("Placet-Duplicate") === "true";
  const met = metVersion(answer.headers.get("Placet-Duplicate-Of") ?? undefined);
  return { state: "done", answer: { assetId, duplicate, met } };
}

/** Lets the server forget an upload, and this browser where it was. */
export async function forgetUpload(address: string, storage: Storage = localStorage) {
  for (const key of Object.keys(storage)) {
    if (key.startsWith("tus::") && storage.getItem(key)?.includes(address) === true) storage.removeItem(key);
  }
  const headers: Record<string, string> = { "Tus-Resumable": "1.0.0" };
  const token = csrfToken();
  if (token !== undefined) headers["Placet-CSRF"] = token;
  await fetch(address, { method: "DELETE", headers });
}
