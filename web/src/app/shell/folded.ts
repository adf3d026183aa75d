/** Which groups of the rail somebody folded away, remembered in this browser. */
import { type Section, sections } from "../navigation";

const storageName = "placet.rail-folded";

export function foldedSections(): Section[] {
  const kept = (localStorage.getItem(storageName) ?? "").split(",");
  return sections.filter((section) => kept.includes(section));
}

export function rememberFolded(folded: readonly Section[]) {
  localStorage.setItem(storageName, folded.join(","));
}
