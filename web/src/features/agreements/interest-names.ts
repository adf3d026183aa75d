/** How an interest is called where people choose or read one. */
import type { Interest } from "@/api/types";

/** 'Likeness of Mina Kovac', 'Copyright in the photo, Studio Berg', 'Copyright in the photo'. */
export function interestName(interest: Pick<Interest, "kind_name" | "kind" | "holder" | "subject">): string {
  const kind = interest.kind_name === "" ? interest.kind : interest.kind_name;
  const details = [interest.subject, interest.holder].filter(
    (part, index, parts) => part !== "" && parts.indexOf(part) === index,
  );
  return details.length === 0 ? kind : `${kind}, ${details.join(", ")}`;
}
