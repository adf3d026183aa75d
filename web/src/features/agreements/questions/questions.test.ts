import { describe, expect, it } from "vitest";
import type { Question } from "@/api/types";
import { lookedAt, wordOf } from "./questions";

function question(assets: number, looked: number): Question {
  return {
    code: "period.end",
    message: "Until when does AG-1 run?",
    facts: [],
    assets,
    assets_looked_at: looked,
    assets_freed: 1,
    cells: 10,
    named: [],
  };
}

describe("open questions", () => {
  it("tell how many of their assets were worked out", () => {
    expect(lookedAt([question(40, 25), question(3, 3)])).toEqual({ questions: 2, assets: 43, looked: 28 });
    expect(lookedAt([])).toEqual({ questions: 0, assets: 0, looked: 0 });
  });

  it("have words for the codes of the server, and none for codes that are new", () => {
    expect(wordOf("duty.before_use")).toBe("duty_before_use");
    expect(wordOf("moon.phase")).toBeUndefined();
  });
});
