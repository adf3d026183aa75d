/**
 * The texts of the screen. One JSON per room, one line per room below; keys and plurals are typed from them.
 * In a component: `const { t } = useTranslation("search")`.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import accounts from "@/features/accounts/en.json";
import type bought from "@/features/agreements/bought/en.json";
import type compare from "@/features/agreements/compare/en.json";
import type coverage from "@/features/agreements/coverage/en.json";
import type dates from "@/features/agreements/dates/en.json";
import type agreements from "@/features/agreements/en.json";
import type exchange from "@/features/agreements/exchange/en.json";
import type fileRights from "@/features/agreements/file-rights/en.json";
import type houseRules from "@/features/agreements/house-rules/en.json";
import type intake from "@/features/agreements/intake/en.json";
import type ledgers from "@/features/agreements/ledgers/en.json";
import type papers from "@/features/agreements/papers/en.json";
import type questions from "@/features/agreements/questions/en.json";
import type reference from "@/features/agreements/reference/en.json";
import type releases from "@/features/agreements/releases/en.json";
import approvals from "@/features/approvals/en.json";
import type credentials from "@/features/assets/credentials/en.json";
import assets from "@/features/assets/en.json";
import type uploads from "@/features/assets/uploads/en.json";
import audit from "@/features/audit/en.json";
import campaigns from "@/features/campaigns/en.json";
import type duplicates from "@/features/duplicates/en.json";
import type imports from "@/features/imports/en.json";
import type metadata from "@/features/metadata/en.json";
import type operations from "@/features/operations/en.json";
import publishing from "@/features/publishing/en.json";
import type renditions from "@/features/renditions/en.json";
import search from "@/features/search/en.json";
import pages from "@/pages/en.json";
import type sideBySide from "@/pages/side-by-side/en.json";
import ui from "@/ui/en.json";
import app from "./en.json";

export const texts = {
  app,
  ui,
  accounts,
  approvals,
  assets,
  audit,
  campaigns,
  publishing,
  search,
  pages,
} as const;

/** Texts that come with their screens: each has a `texts.ts` beside it. */
type LateTexts = {
  credentials: typeof credentials;
  duplicates: typeof duplicates;
  sideBySide: typeof sideBySide;
  renditions: typeof renditions;
  uploads: typeof uploads;
  imports: typeof imports;
  metadata: typeof metadata;
  agreements: typeof agreements;
  bought: typeof bought;
  compare: typeof compare;
  coverage: typeof coverage;
  dates: typeof dates;
  intake: typeof intake;
  ledgers: typeof ledgers;
  operations: typeof operations;
  exchange: typeof exchange;
  houseRules: typeof houseRules;
  fileRights: typeof fileRights;
  questions: typeof questions;
  reference: typeof reference;
  papers: typeof papers;
  releases: typeof releases;
};

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: typeof texts & LateTexts;
  }
}

void i18next.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  defaultNS: "app",
  resources: { en: texts },
  initAsync: false,
  interpolation: { escapeValue: false },
});

export default i18next;
