import { describe, expect, it } from "vitest";
import type { Term } from "@/api/types";
import {
  changed,
  keyFrom,
  moved,
  nameless,
  possibleParents,
  renamed,
  without,
  withWords,
} from "./vocabulary-draft";

const term = (key: string, parent: string | null = null): Term => ({
  key,
  labels: { en: key.toUpperCase() },
  parent,
  retired: false,
});
const keys = (terms: Term[]) => terms.map((one) => one.key).join();

describe("the words of a vocabulary", () => {
  it("are added a line each, and none twice", () => {
    expect(keyFrom("  Snow & Ice  ")).toBe("snow_ice");
    expect(keyFrom("Förder­band")).toBe("forder_band");
    const terms = withWords([term("snow")], "Snow\n\n Ice \nICE\n!!");
    expect(keys(terms)).toBe("snow,ice");
    expect(terms[1]?.labels.en).toBe("Ice");
  });

  it("move among their own, over what stands between", () => {
    const terms = [term("a"), term("a1", "a"), term("b"), term("a2", "a")];
    expect(keys(moved(terms, "b", -1))).toBe("b,a1,a,a2");
    expect(keys(moved(terms, "a2", -1))).toBe("a,a2,b,a1");
    expect(keys(moved(terms, "a", -1))).toBe(keys(terms));
  });

  it("leave what is below them a step higher when they go", () => {
    const terms = without([term("a"), term("b", "a"), term("c", "b")], "b");
    expect(terms.find((one) => one.key === "c")?.parent).toBe("a");
  });

  it("never stand below themselves", () => {
    const terms = [term("a"), term("b", "a"), term("c", "b"), term("d")];
    expect(keys(possibleParents(terms, "a"))).toBe("d");
    expect(keys(possibleParents(terms, "c"))).toBe("a,b,d");
  });

  it("keep an English name, and lose a translation that is emptied", () => {
    const translated = { ...term("a"), labels: { en: "A", de: "Ah" } };
    expect(renamed(translated, "de", "")).toEqual({ labels: { en: "A" } });
    expect(nameless(changed([translated], "a", renamed(translated, "en", " ")))).toEqual(["a"]);
  });
});
