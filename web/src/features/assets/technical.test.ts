/** Technical facts and the wait for a player. */
import { expect, test } from "vitest";
import type { Version } from "@/api/types";
import { isPlayerComing, technicalFacts } from "./technical";

const nothing: Version["properties"] = {};
const film = {
  kind: "video",
  mime: "video/mp4",
  preview: "ready",
  preview_note: null,
  renditions: [{ preset: "large" }],
  properties: {
    ...nothing,
    duration_ms: 4_000,
    frame_rate: "25",
    video_codec: "h264",
    audio_codec: "aac",
    channels: 2,
    sample_rate: 48_000,
  },
} as Version;

test("what was measured is told and nothing else", () => {
  const told = technicalFacts(film).map((fact) => `${fact.key} ${fact.value}`);
  expect(told).toEqual([
    "type video/mp4",
    "duration 0:04",
    "frameRate 25",
    "codecs h264, aac",
    "sound 2 × 48,000 Hz",
  ]);
  const picture = { ...film, kind: "image", mime: "image/png", properties: nothing } as Version;
  expect(technicalFacts(picture)).toEqual([{ key: "type", value: "image/png" }]);
});

test("a player is waited for until it is there or will not come", () => {
  expect(isPlayerComing(film)).toBe(true);
  expect(isPlayerComing({ ...film, preview_note: "There is no player." })).toBe(false);
  const done = { ...film, renditions: [{ preset: "proxy" }] } as Version;
  expect(isPlayerComing(done)).toBe(false);
  expect(isPlayerComing({ ...film, kind: "image" })).toBe(false);
});
