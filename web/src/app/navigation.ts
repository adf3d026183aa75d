/** The entries of the rail, in order: one line per page people go to. Texts are `nav.*` in app/en.json. */
import type { LinkProps } from "@tanstack/react-router";
import {
  Activity,
  BadgeCheck,
  BookOpenText,
  CalendarClock,
  CircleHelp,
  Copy,
  Crop,
  FileSignature,
  FolderInput,
  Gauge,
  Images,
  type LucideIcon,
  Megaphone,
  Radio,
  Scale,
  ScrollText,
  Tags,
  UserCheck,
  Users,
} from "lucide-react";
import type { Permission } from "@/api/types";
import type texts from "./en.json";

/** The groups of the rail, in order. Texts are `nav.sections.*`. */
export const sections = ["library", "rights", "out", "administration"] as const;
export type Section = (typeof sections)[number];

export type NavigationEntry = {
  to: LinkProps["to"];
  section: Section;
  label: `nav.${Exclude<keyof typeof texts.nav, "label" | "sections">}`;
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
    section: "library",
    label: "nav.library",
    icon: Images,
    keys: "g l",
    covers: ["/assets", "/coverage", "/compare"],
    permission: "view_assets",
  },
  {
    to: "/duplicates",
    section: "library",
    label: "nav.duplicates",
    icon: Copy,
    keys: "g u",
    covers: ["/side-by-side"],
    permission: "view_assets",
  },
  {
    to: "/agreements",
    section: "rights",
    label: "nav.agreements",
    icon: FileSignature,
    keys: "g r",
    permission: "view_agreements",
  },
  {
    to: "/releases",
    section: "rights",
    label: "nav.releases",
    icon: UserCheck,
    keys: "g m",
    permission: "view_agreements",
  },
  {
    to: "/questions",
    section: "rights",
    label: "nav.questions",
    icon: CircleHelp,
    keys: "g q",
    permission: "view_agreements",
  },
  {
    to: "/dates",
    section: "rights",
    label: "nav.dates",
    icon: CalendarClock,
    keys: "g d",
    permission: "view_agreements",
  },
  {
    to: "/ledgers",
    section: "rights",
    label: "nav.ledgers",
    icon: Gauge,
    keys: "g b",
    permission: "view_agreements",
  },
  {
    to: "/rights-policy",
    section: "rights",
    label: "nav.rightsPolicy",
    icon: Scale,
    keys: "g y",
    permission: "view_agreements",
  },
  {
    to: "/approvals",
    section: "out",
    label: "nav.approvals",
    icon: BadgeCheck,
    keys: "g a",
    permission: "request_approvals",
  },
  {
    to: "/publications",
    section: "out",
    label: "nav.publications",
    icon: Radio,
    keys: "g p",
    covers: ["/channels"],
    permission: "view_campaigns",
  },
  {
    to: "/campaigns",
    section: "out",
    label: "nav.campaigns",
    icon: Megaphone,
    keys: "g c",
    permission: "view_campaigns",
  },
  {
    to: "/people",
    section: "administration",
    label: "nav.people",
    icon: Users,
    keys: "g e",
    permission: "manage_people",
  },
  {
    to: "/reference",
    section: "administration",
    label: "nav.reference",
    icon: BookOpenText,
    keys: "g f",
    permission: "edit_reference",
  },
  {
    to: "/audit",
    section: "administration",
    label: "nav.audit",
    icon: ScrollText,
    keys: "g t",
    permission: "view_audit",
  },
  {
    to: "/jobs",
    section: "administration",
    label: "nav.jobs",
    icon: Activity,
    keys: "g j",
    permission: "operate",
  },
  {
    to: "/fields",
    section: "administration",
    label: "nav.fields",
    icon: Tags,
    keys: "g k",
    covers: ["/vocabularies"],
    permission: "manage_fields",
  },
  {
    to: "/presets",
    section: "administration",
    label: "nav.presets",
    icon: Crop,
    keys: "g s",
    permission: "manage_channels",
  },
  {
    to: "/imports",
    section: "administration",
    label: "nav.imports",
    icon: FolderInput,
    keys: "g i",
    permission: "operate",
  },
];
