/** The entries of the rail, in order: one line per page people go to. Texts are `nav.*` in app/en.json. */
import type { LinkProps } from "@tanstack/react-router";
import {
  Activity,
  BadgeCheck,
  BookOpenText,
  CalendarClock,
  CircleHelp,
  FileSignature,
  FolderInput,
  Gauge,
  Images,
  type LucideIcon,
  Megaphone,
  Radio,
  Scale,
  ScrollText,
  UserCheck,
  Users,
} from "lucide-react";
import type { Permission } from "@/api/types";
import type texts from "./en.json";

export type NavigationEntry = {
  to: LinkProps["to"];
  label: `nav.${Exclude<keyof typeof texts.nav, "label">}`;
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
    covers: ["/assets", "/coverage", "/compare"],
    permission: "view_assets",
  },
  {
    to: "/agreements",
    label: "nav.agreements",
    icon: FileSignature,
    keys: "g r",
    permission: "view_agreements",
  },
  { to: "/releases", label: "nav.releases", icon: UserCheck, keys: "g m", permission: "view_agreements" },
  { to: "/dates", label: "nav.dates", icon: CalendarClock, keys: "g d", permission: "view_agreements" },
  { to: "/ledgers", label: "nav.ledgers", icon: Gauge, keys: "g b", permission: "view_agreements" },
  {
    to: "/questions",
    label: "nav.questions",
    icon: CircleHelp,
    keys: "g q",
    permission: "view_agreements",
  },
  {
    to: "/approvals",
    label: "nav.approvals",
    icon: BadgeCheck,
    keys: "g a",
    permission: "request_approvals",
  },
  {
    to: "/publications",
    label: "nav.publications",
    icon: Radio,
    keys: "g p",
    covers: ["/channels"],
    permission: "view_campaigns",
  },
  { to: "/campaigns", label: "nav.campaigns", icon: Megaphone, keys: "g c", permission: "view_campaigns" },
  {
    to: "/rights-policy",
    label: "nav.rightsPolicy",
    icon: Scale,
    keys: "g y",
    permission: "view_agreements",
  },
  { to: "/audit", label: "nav.audit", icon: ScrollText, keys: "g t", permission: "view_audit" },
  { to: "/imports", label: "nav.imports", icon: FolderInput, keys: "g i", permission: "operate" },
  { to: "/jobs", label: "nav.jobs", icon: Activity, keys: "g j", permission: "operate" },
  {
    to: "/reference",
    label: "nav.reference",
    icon: BookOpenText,
    keys: "g d",
    permission: "edit_reference",
  },
  { to: "/people", label: "nav.people", icon: Users, keys: "g e", permission: "manage_people" },
];
