import { describe, expect, it } from "vitest";
import type { Person } from "@/api/types";
import { byName, houseRoles, rolesFor } from "./people-search";

const person = (name: string, state: Person["state"] = "active") => ({ name, state }) as Person;

describe("people", () => {
  it("of a partner have the one role of partners, people of the house all others", () => {
    expect(rolesFor({ kind: "partner" })).toEqual(["partner"]);
    expect(rolesFor({ kind: "house" })).toEqual(houseRoles);
    expect(rolesFor(undefined)).not.toContain("partner");
  });

  it("stand by name, those who are suspended at the end", () => {
    const list = [person("Zoe"), person("Ann", "suspended"), person("Mina")];
    expect(byName(list).map((one) => one.name)).toEqual(["Mina", "Zoe", "Ann"]);
  });
});
