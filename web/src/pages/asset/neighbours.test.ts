import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { neighboursIn, neighboursOf } from "./neighbours";

const page = (ids: string[], total: number) => ({ total, hits: ids.map((asset_id) => ({ asset_id })) });

describe("the assets beside one in its list", () => {
  it("are none at the ends", () => {
    expect(neighboursIn(["a", "b", "c"], "a")).toEqual({
      previous: undefined,
      next: "b",
      afterNext: "c",
      position: 1,
    });
    expect(neighboursIn(["a", "b", "c"], "c").next).toBeUndefined();
  });

  it("are nobody when one did not come from a list", () => {
    expect(neighboursOf(new QueryClient(), "a")).toEqual({});
  });

  it("come from the list that was looked at last, over its pages", () => {
    const queries = new QueryClient();
    const list = (ids: string[][]) => ({ pages: ids.map((one) => page(one, 7)), pageParams: [] });
    queries.setQueryData(["search", "old"], list([["x", "b"]]), { updatedAt: 1 });
    queries.setQueryData(["search", "new"], list([["a", "b"], ["c"]]), { updatedAt: 2 });
    queries.setQueryData(["search", "picker", {}], [{ asset_id: "b" }], { updatedAt: 3 });
    expect(neighboursOf(queries, "b")).toMatchObject({ previous: "a", next: "c", position: 2, total: 7 });
  });
});
