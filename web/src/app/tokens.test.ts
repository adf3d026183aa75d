import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("src/app/tokens.css", "utf8");

function tokensOf(scheme: "light" | "dark"): Map<string, string> {
  const start = css.indexOf(`[data-mantine-color-scheme="${scheme}"]`);
  const block = css.slice(css.indexOf("{", start), css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] as string, m[2] as string]),
  );
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const tones = ["cleared", "conditions", "partly", "blocked", "no-grant", "unknown"];
const grounds = ["paper", "surface", "surface-sunken", "surface-hover"];

describe.each(["light", "dark"] as const)("the %s tokens", (scheme) => {
  const tokens = tokensOf(scheme);
  const color = (name: string) => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`${scheme} lacks --${name}`);
    return found;
  };

  it.each(tones)("make the words of %s readable", (tone) => {
    expect(contrast(color(`verdict-${tone}-fg`), color(`verdict-${tone}-bg`))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(tones)("make the outline of %s visible on surfaces and paper", (tone) => {
    for (const ground of ["surface", "paper"]) {
      expect(contrast(color(`verdict-${tone}-line`), color(ground)), ground).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(["ink", "ink-soft", "ink-faint", "accent-ink"])(
    "make text in %s readable on every ground",
    (ink) => {
      for (const ground of grounds) {
        expect(contrast(color(ink), color(ground)), ground).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it("keep accents, focus and the rail readable", () => {
    expect(contrast(color("accent-ink"), color("accent-soft"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color("on-accent"), color("accent"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color("focus"), color("paper"))).toBeGreaterThanOrEqual(3);
    expect(contrast(color("rail-ink"), color("rail"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color("line-strong"), color("surface"))).toBeGreaterThanOrEqual(3);
  });
});
