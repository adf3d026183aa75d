/** Proposed rules as sentences: what each allows or forbids, what it demands, what in it was not understood. */
import { Ban, Check, CircleHelp, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Preset, ProposedRule } from "@/api/types";
import classes from "./exchange.module.css";
import { demandsOf, doubtsOf, scopeParts, type Words } from "./proposed-words";
import "./texts";

const icons = { grant: Check, restriction: Ban, waiver: Undo2, revocation: Undo2 } as const;

function useWords(): Words {
  const { t } = useTranslation("exchange");
  return {
    allChannels: t("proposal.allChannels"),
    everywhere: t("proposal.everywhere"),
    perpetual: t("proposal.perpetual"),
    noEnd: t("proposal.noEnd"),
    anyPurpose: t("proposal.anyPurpose"),
    except: (names) => t("proposal.except", { names }),
    from: (day) => t("proposal.from", { day }),
    purposes: (purposes) => t("proposal.for", { purposes }),
    more: (names, count) => t("proposal.moreOf", { names, count }),
    duty: (text) => t("proposal.duty", { text }),
    limit: t("proposal.limit"),
  };
}

function readable(quote: string): string {
  try {
    return JSON.stringify(JSON.parse(quote), null, 2);
  } catch {
    return quote;
  }
}

type RuleProps = { rule: ProposedRule; quoted: boolean; showsTarget: boolean };

function Rule({ rule, quoted, showsTarget }: RuleProps) {
  const { t } = useTranslation("exchange");
  const names = useReferenceNames();
  const words = useWords();
  const doubts = doubtsOf(rule);
  const demands = demandsOf(rule, words);
  const parts = scopeParts(rule, names, words);
  const Icon = doubts.length > 0 ? CircleHelp : icons[rule.kind];
  return (
    <li className={classes.rule} data-kind={doubts.length > 0 ? "doubt" : rule.kind}>
      <span className={classes.sign}>
        <Icon size={14} aria-hidden />
      </span>
      <div>
        <p>
          <strong>{t(`proposal.kind.${rule.kind}`)}</strong> {parts.join(" · ")}
        </p>
        {showsTarget && (
          <p className={classes.faint}>
            {rule.target == null || rule.target === ""
              ? t("proposal.aboutAll")
              : t("proposal.about", { target: rule.target })}
          </p>
        )}
        {demands.map((one) => (
          <p key={one} className={classes.soft}>
            {one}
          </p>
        ))}
        {doubts.length > 0 && (
          <div className={classes.doubts}>
            <strong>{t("proposal.doubt")}</strong>
            <ul>
              {doubts.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        )}
        {quoted && (
          <details className={classes.quote}>
            <summary>{t("proposal.quote")}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre tabIndex={0}>{readable(rule.quote)}</pre>
          </details>
        )}
      </div>
    </li>
  );
}

type Props = {
  rules: readonly ProposedRule[];
  /** Show the words of the document beside each. */
  quoted?: boolean;
};

export function RuleList({ rules, quoted = false }: Props) {
  const { t } = useTranslation("exchange");
  if (rules.length === 0) return <p className={classes.soft}>{t("proposal.noRules")}</p>;
  const showsTarget = new Set(rules.map((rule) => rule.target ?? "")).size > 1;
  return (
    <ul className={classes.rules}>
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, and rules may be equal
        <Rule key={`${index} ${rule.quote}`} rule={rule} quoted={quoted} showsTarget={showsTarget} />
      ))}
    </ul>
  );
}

/** What a person has to look at, with where in the document it stands. */
export function NoteList({ notes, placed = false }: { notes: Preset["notes"]; placed?: boolean }) {
  const { t } = useTranslation("exchange");
  if (notes.length === 0) return null;
  return (
    <section className={classes.notes}>
      <h4>{t("proposal.notes", { count: notes.length })}</h4>
      <ul>
        {notes.map((note) => (
          <li key={`${note.code} ${note.at} ${note.message}`}>
            {note.message}
            {placed && note.at !== "" && <span>{t("proposal.at", { at: note.at })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
