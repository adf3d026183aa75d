/**
 * The only place that calls the API. Paths are those of the document, below `/api/v1`:
 *
 *     const asset = await api.GET<Asset>("/assets/{id}", { params: { path: { id } }, signal });
 *     await api.PATCH<Asset>("/assets/{id}", { params: { path: { id } }, body: { title }, ifMatch: asset.revision });
 *
 * A call resolves to the answer's body and throws a ProblemError otherwise. Writes carry the CSRF token.
 * After a 401 the sign-in dialog opens and the call is sent again.
 */
import { ProblemError, problemOf, unreachable } from "@/api/problem";
import { requireSignIn } from "@/api/sign-in-again";

export const apiBase = "/api/v1";

type Scalar = string | number | boolean;

export type CallOptions = {
  params?: {
    path?: Record<string, string>;
    /** Arrays become repeated parameters; undefined and empty strings are left out. */
    query?: Record<string, Scalar | readonly Scalar[] | undefined | null>;
  };
  /** Sent as JSON, or as it is when it is FormData or a Blob. */
  body?: unknown;
  /** The revision one has seen; the server answers 412 when it is no longer the newest. */
  ifMatch?: number;
  /** Makes a POST safe to repeat. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** False for calls that ask whether one is signed in: they throw the 401 at once. */
  signInAgain?: boolean;
};

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The address of a call, with its path filled in and its query appended. */
export function urlOf(path: string, params: CallOptions["params"] = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params.path?.[name];
    if (value === undefined) throw new Error(`path ${path} lacks ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.query ?? {})) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (one !== undefined && one !== null && one !== "") query.append(name, String(one));
    }
  }
  const text = query.toString();
  return `${apiBase}${filled}${text === "" ? "" : `?${text}`}`;
}

/** The CSRF token of the cookie session, to be sent with every write. */
export function csrfToken(cookies: string = document.cookie): string | undefined {
  for (const part of cookies.split(";")) {
    const [name, ...value] = part.trim().split("=");
    if (name === "placet_csrf") return decodeURIComponent(value.join("="));
  }
  return undefined;
}

function headersOf(method: Method, options: CallOptions): Headers {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  if (method !== "GET") {
    const token = csrfToken();
    if (token !== undefined) headers.set("Placet-CSRF", token);
  }
  if (options.ifMatch !== undefined) headers.set("If-Match", `"${options.ifMatch}"`);
  if (options.idempotencyKey !== undefined) headers.set("Idempotency-Key", options.idempotencyKey);
  const raw = options.body instanceof FormData || options.body instanceof Blob;
  if (options.body !== undefined && !raw) headers.set("Content-Type", "application/json");
  return headers;
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined;
  return body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body);
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  try {
    return await fetch(urlOf(path, options.params), {
      method,
      headers: headersOf(method, options),
      body: bodyOf(options.body),
      credentials: "same-origin",
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError(unreachable);
  }
}

async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  let response = await send(method, path, options);
  if (response.status === 401 && options.signInAgain !== false) {
    await requireSignIn();
    response = await send(method, path, options);
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  if (response.status === 204 || response.headers.get("Content-Length") === "0") return undefined as T;
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export const api = {
  GET: <T>(path: string, options?: CallOptions) => call<T>("GET", path, options),
  POST: <T>(path: string, options?: CallOptions) => call<T>("POST", path, options),
  PUT: <T>(path: string, options?: CallOptions) => call<T>("PUT", path, options),
  PATCH: <T>(path: string, options?: CallOptions) => call<T>("PATCH", path, options),
  DELETE: <T>(path: string, options?: CallOptions) => call<T>("DELETE", path, options),
};
