/** Sends a file as the body of a call: the few operations that take bytes instead of JSON. */
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
