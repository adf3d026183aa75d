/** The revision of a thing whose answer does not carry one in its body: read from the ETag, for If-Match. */
import { type CallOptions, urlOf } from "@/api/client";
import { ProblemError, problemOf } from "@/api/problem";

export async function revisionOf(path: string, params: CallOptions["params"]): Promise<number> {
  const response = await fetch(urlOf(path, params), {
    headers: { Accept: "application/json, application/problem+json" },
    credentials: "same-origin",
    cache: "no-store",
  });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  const revision = Number(response.headers.get("ETag")?.replace(/^W\//, "").replaceAll('"', ""));
  if (!Number.isInteger(revision)) throw new Error(`${path} came without a revision`);
  return revision;
}
