/** What a picture is to its reader, by the IIIF Image API: how large, and in which tiles. */
import { ProblemError, problemOf, unreachable } from "@/api/problem";
import { requireSignIn } from "@/api/sign-in-again";

export type PictureInfo = {
  /** Where its tiles are, without a slash at the end. */
  id: string;
  width: number;
  height: number;
  /** Pixels of a tile's edge. */
  tile: number;
  factors: number[];
};

type Info = { width: number; height: number; tiles: { width: number; scaleFactors: number[] }[] };

async function ask(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError(unreachable);
  }
}

export async function pictureInfo(version: string, signal: AbortSignal): Promise<PictureInfo> {
  const id = `/iiif/3/${encodeURIComponent(version)}`;
  let response = await ask(`${id}/info.json`, signal);
  if (response.status === 401) {
    await requireSignIn();
    response = await ask(`${id}/info.json`, signal);
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  const info: Info = await response.json();
  const [tiles] = info.tiles;
  return {
    id,
    width: info.width,
    height: info.height,
    tile: tiles?.width ?? 512,
    factors: tiles?.scaleFactors ?? [1],
  };
}
