/** Files over the wire that are not JSON of the API: sent as the body of a call, or read from a rendition. */
import { csrfToken, type Params, urlOf } from "@/api/client";
import { ProblemError, problemOf, unreachable } from "@/api/problem";
import { requireSignIn } from "@/api/sign-in-again";

async function post(address: string, file: Blob): Promise<Response> {
  const headers = new Headers({
    Accept: "application/json, application/problem+json",
    "Content-Type": "application/octet-stream",
  });
  const token = csrfToken();
  if (token !== undefined) headers.set("Placet-CSRF", token);
  try {
    return await fetch(address, { method: "POST", headers, body: file, credentials: "same-origin" });
  } catch {
    throw new ProblemError(unreachable);
  }
}

/** Resolves to the answer's body and throws a ProblemError otherwise, as every call does. */
export async function postFile<Answer>(path: string, params: Params, file: Blob): Promise<Answer> {
  const address = urlOf(path, params);
  let response = await post(address, file);
  if (response.status === 401) {
    await requireSignIn();
    response = await post(address, file);
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response.json();
}

/** The loudness of a sound over time, 0 to 255, from the address of its `peaks` rendition. */
export async function loadPeaks(url: string, signal: AbortSignal): Promise<number[]> {
  const response = await fetch(url, { credentials: "same-origin", signal });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  const said: { peaks?: unknown } = await response.json();
  return Array.isArray(said.peaks) ? said.peaks.filter((peak) => typeof peak === "number") : [];
}
