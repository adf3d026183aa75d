import { describe, expect, it } from "vitest";
import type { Duplicate } from "@/api/types";
import { bestOf } from "./choice";

function one(id: string, width: number | null): Duplicate {
  return {
    asset: { id, title: id, thumbnail_url: null, color: null },
    revision: 1,
    organization_id: "house",
    created_at: "2026-11-01T00:00:00Z",
    file_name: `${id}.jpg`,
    mime: "image/jpeg",
    kind: "image",
    size_bytes: 10,
    width,
    height: 100,
    likeness: null,
  };
}

describe("which one is kept", () => {
  it("is the one with most pixels", () => {
    expect(bestOf([one("small", 100), one("large", 4000), one("middle", 800)])).toBe("large");
  });

  it("is the oldest of equals, also where nobody knows the size", () => {
    expect(bestOf([one("oldest", 100), one("copy", 100)])).toBe("oldest");
    expect(bestOf([one("oldest", null), one("copy", null)])).toBe("oldest");
    expect(bestOf([])).toBe("");
  });
});
