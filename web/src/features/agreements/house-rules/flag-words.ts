/** The words of marks: those Placet knows, and any other as it is written. */
import i18next from "i18next";
import texts from "./en.json";
import "./texts";

export const knownFlags = Object.keys(texts.flags) as (keyof typeof texts.flags)[];

export function flagName(flag: string): string {
  const known = knownFlags.find((one) => one === flag);
  const plain = flag.replaceAll("_", " ");
  return known === undefined
    ? plain.charAt(0).toUpperCase() + plain.slice(1)
    : i18next.t(`houseRules:flags.${known}`);
}

/** 'Synthetic person' or 'synthetic person' as 'synthetic_person'. */
export function flagKey(words: string): string {
  const known = knownFlags.find((one) => flagName(one) === words);
  return (
    known ??
    words
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_")
  );
}
