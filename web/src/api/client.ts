/**
 * The only place that calls the API. Paths, parameters, bodies and answers are those of the document (`calls.ts`),
 * paths written below `/api/v1`:
 *
 *     const asset = await api.GET("/assets/{id}", { params: { path: { id } }, signal });
 *     await api.PATCH("/assets/{id}", { params: { path: { id } }, body: { title }, ifMatch: asset.revision });
 *
 * A call resolves to the answer's body and throws a ProblemError otherwise. Writes carry the CSRF token.
 * After a 401 the sign-in dialog opens and the call is sent again.
 */
import type { AnswerOf, Demands, Method, Operation, PathOf } from "@/api/calls";
import { ProblemError, problemOf, unreachable } from "@/api/problem";
import { requireSignIn } from "@/api/sign-in-again";

export const apiBase = "/api/v1";

type Scalar = string | number | boolean;

/** What an address is made of, whatever the call. */
export type Params = {
  path?: Readonly<Record<string, string>>;
  /** Arrays become repeated parameters; undefined, null and empty strings are left out. */
  query?: Readonly<Record<string, Scalar | readonly Scalar[] | undefined | null>>;
};

/** What any call may add to what its operation demands. */
export type Manners = {
  /** The revision one has seen; the server answers 412 when it is no longer the newest. */
  ifMatch?: number;
  /** Makes a POST safe to repeat. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** False for calls that ask whether one is signed in: they throw the 401 at once. */
  signInAgain?: boolean;
};

type Request = Manners & { params?: Params; body?: unknown };

/** The address of a call, with its path filled in and its query appended. */
export function urlOf(path: string, params: Params = {}): string {
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

function headersOf(method: Method, options: Request): Headers {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  if (method !== "get") {
    const token = csrfToken();
    if (token !== undefined) headers.set("Placet-CSRF", token);
  }
  if (options.ifMatch !== undefined) headers.set("If-Match", `"${options.ifMatch}"`);
  if (options.idempotencyKey !== undefined) headers.set("Idempotency-Key", options.idempotencyKey);
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  return headers;
}

async function send(method: Method, path: string, options: Request): Promise<Response> {
  try {
    return await fetch(urlOf(path, options.params), {
      method: method.toUpperCase(),
      headers: headersOf(method, options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      credentials: "same-origin",
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError(unreachable);
  }
}

/** The answer to a call, signed in again where that was asked for; a refusal is thrown. */
async function answerTo(method: Method, path: string, options: Request): Promise<Response> {
  let response = await send(method, path, options);
  if (response.status === 401 && options.signInAgain !== false) {
    await requireSignIn();
    response = await send(method, path, options);
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response;
}

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...options: Record<never, never> extends Demands<Operation<M, P>>
    ? [options?: Manners & Demands<Operation<M, P>>]
    : [options: Manners & Demands<Operation<M, P>>]
) => Promise<AnswerOf<Operation<M, P>>>;

function caller<M extends Method>(method: M): Call<M> {
  return async (path, ...[options]) => {
    const response = await answerTo(method, path, (options ?? {}) as Request);
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  };
}

export const api = {
  GET: caller("get"),
  POST: caller("post"),
  PUT: caller("put"),
  PATCH: caller("patch"),
  DELETE: caller("delete"),
};

/** The revision of a thing whose answer does not carry one in its body: read from the ETag, for If-Match. */
export async function revisionOf(path: PathOf<"get">, params: Params): Promise<number> {
  const response = await answerTo("get", path, { params });
  const revision = Number(response.headers.get("ETag")?.replace(/^W\//, "").replaceAll('"', ""));
  if (!Number.isInteger(revision)) throw new Error(`${path} came without a revision`);
  return revision;
}
