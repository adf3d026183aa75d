import { describe, expect, it } from "vitest";
import i18next from "@/app/i18n";
import { headlines, lookOf, type Sign, signOf } from "./words";

const signs: Sign[] = [...headlines, "NO_GRANT", "NO_USE", "CHECKING"];

describe("the words of a verdict", () => {
  it("are a word and a meaning for every headline", () => {
    for (const sign of signs) {
      const look = lookOf(sign);
      expect(i18next.exists(`ui:${look.word}`), sign).toBe(true);
      expect(i18next.exists(`ui:${look.meaning}`), sign).toBe(true);
    }
  });

  it("are different for every headline, and so are the icons", () => {
    expect(new Set(signs.map((sign) => i18next.t(`ui:${lookOf(sign).word}`))).size).toBe(signs.length);
    expect(new Set(signs.map((sign) => lookOf(sign).icon)).size).toBe(signs.length);
  });

  it("show green only for what passes the gate", () => {
    expect(signs.filter((sign) => lookOf(sign).tone === "cleared")).toEqual([
      "ALLOWED",
      "ALLOWED_WITH_DUTIES",
    ]);
  });

  it("say 'Not known' for a headline of a newer server, and for none at all", () => {
    expect(signOf("ALLOWED_ON_SUNDAYS")).toBe("UNKNOWN");
    expect(signOf(undefined)).toBe("UNKNOWN");
  });

  it("say that it depends on the use when no use was asked", () => {
    expect(signOf(null)).toBe("NO_USE");
  });
});
