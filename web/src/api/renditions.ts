/** Pictures as bytes: one made by a preset, and an example of a recipe nobody saved yet. */
import { csrfToken, urlOf } from "@/api/client";
import { ProblemError, problemOf, unreachable } from "@/api/problem";
import type { PresetRecipe } from "@/api/types";

async function bytesOf(asked: Promise<Response>): Promise<Blob> {
  const response = await asked.catch((error) => {
    // A question that was taken back is no failure.
    throw error instanceof DOMException ? error : new ProblemError(unreachable);
  });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response.blob();
}

/** Made now if nobody asked for it before. */
export function loadRendition(asset: string, preset: string): Promise<Blob> {
  const address = urlOf("/assets/{id}/renditions/{preset}", { path: { id: asset, preset } });
  return bytesOf(fetch(address, { credentials: "same-origin" }));
}

/** What a recipe gives of an asset; kept nowhere. */
export function drawExample(asset: string, recipe: PresetRecipe, signal: AbortSignal): Promise<Blob> {
  const headers = new Headers({ "Content-Type": "application/json" });
  const token = csrfToken();
  if (token !== undefined) headers.set("Placet-CSRF", token);
  const body = JSON.stringify({ asset_id: asset, recipe });
  return bytesOf(
    fetch(urlOf("/presets/example"), { method: "POST", headers, body, signal, credentials: "same-origin" }),
  );
}
