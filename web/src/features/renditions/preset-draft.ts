/** A preset as the form holds it, what is wrong with it, and back to what the API takes. Pure. */
import type { PresetRecipe, RenditionPreset } from "@/api/types";

export const leastPixels = 16;
export const mostPixels = 8192;
export const formats = ["jpeg", "png", "webp", "avif"] as const;
export type PictureFormat = (typeof formats)[number];

export type PresetDraft = {
  key: string;
  name: string;
  note: string;
  shape: "inside" | "cover";
  width: number | string;
  height: number | string;
  /** Percent from the left and the top. */
  focusX: number | string;
  focusY: number | string;
  format: PictureFormat;
  quality: number;
  effort: number;
  background: string;
};

export function draftOf(preset: RenditionPreset | undefined): PresetDraft {
  const recipe = preset?.recipe;
  return {
    key: preset?.key ?? "",
    name: preset?.name ?? "",
    note: preset?.note ?? "",
    shape: recipe?.fit === "cover" ? "cover" : "inside",
    width: recipe?.width ?? 1600,
    height: recipe?.height ?? 1600,
    focusX: (recipe?.focus_x ?? 500) / 10,
    focusY: (recipe?.focus_y ?? 500) / 10,
    format: formats.find((one) => one === recipe?.format) ?? "webp",
    quality: recipe?.quality ?? 82,
    effort: recipe?.effort ?? 2,
    background: recipe?.background ?? "",
  };
}

export function recipeOf(draft: PresetDraft): PresetRecipe {
  const { shape, format, quality, effort } = draft;
  const plain = {
    fit: shape,
    width: Number(draft.width),
    format,
    quality,
    effort,
    background: draft.background.trim() === "" ? null : draft.background.trim(),
  };
  if (shape === "inside") return plain;
  const thousandths = (percent: number | string) => Math.round(Number(percent) * 10);
  return {
    ...plain,
    height: Number(draft.height),
    focus_x: thousandths(draft.focusX),
    focus_y: thousandths(draft.focusY),
  };
}

function isEdge(value: number | string): boolean {
  const pixels = Number(value);
  return value !== "" && Number.isInteger(pixels) && pixels >= leastPixels && pixels <= mostPixels;
}

export type PresetComplaints = Partial<Record<"key" | "name" | "width" | "height", "missing" | "pixels">>;

export function complaintsOf(draft: PresetDraft): PresetComplaints {
  const found: PresetComplaints = {};
  if (draft.key.trim() === "") found.key = "missing";
  if (draft.name.trim() === "") found.name = "missing";
  if (!isEdge(draft.width)) found.width = "pixels";
  if (draft.shape === "cover" && !isEdge(draft.height)) found.height = "pixels";
  return found;
}

/** Whether the size can be drawn: an example needs no name. */
export function isDrawable(draft: PresetDraft): boolean {
  const { width, height } = complaintsOf(draft);
  return width === undefined && height === undefined;
}
