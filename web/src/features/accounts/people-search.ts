/** The rules of the people page. Pure. */
import type { Organization, Person, Role } from "@/api/types";

export const houseRoles: readonly Role[] = [
  "administrator",
  "rights_manager",
  "editor",
  "marketer",
  "approver",
];

/** The roles that fit an organization: partners are partners, the house has all others. */
export function rolesFor(organization: Pick<Organization, "kind"> | undefined): readonly Role[] {
  return organization?.kind === "partner" ? ["partner"] : houseRoles;
}

/** Active people first, by name. */
export function byName(people: readonly Person[]): Person[] {
  return [...people].sort((a, b) => {
    if (a.state !== b.state) return a.state === "active" ? -1 : 1;
    return a.name.localeCompare(b.name, "en");
  });
}
