/** The entries of the rail, in order: one line per page people go to. Texts are `nav.*` in app/en.json. */
import type { LinkProps } from "@tanstack/react-router";
import { FileSignature, Images, type LucideIcon } from "lucide-react";
import type { Permission } from "@/api/types";

export type NavigationEntry = {
  to: LinkProps["to"];
  label: "nav.library" | "nav.agreements";
  icon: LucideIcon;
  /** Shortcut, a sequence beginning with g. */
  keys: string;
  /** Paths below which the entry counts as the current one, besides its own. */
  covers?: readonly string[];
  /** Shown only to those who hold it; left out, everybody sees the entry. */
  permission?: Permission;
};

export const navigation: readonly NavigationEntry[] = [
  {
    to: "/library",
    label: "nav.library",
    icon: Images,
    keys: "g l",
    covers: ["/assets"],
    permission: "view_assets",
  },
  {
    to: "/agreements",
    label: "nav.agreements",
    icon: FileSignature,
    keys: "g a",
    permission: "view_agreements",
  },
];
