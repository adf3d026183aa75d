/** What the Content Credentials of a file say, and how far that can be relied on: the state first, then the claims. */
import { BadgeCheck, CircleHelp, CircleX, FileQuestion, Globe, ShieldQuestion } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ContentCredentials } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { otherState, StateChip, type StateLooks } from "@/ui/state-chip";
import shared from "../asset-parts.module.css";
import classes from "./credentials-panel.module.css";
import "./texts";

const looks: StateLooks = {
  valid: ["good", BadgeCheck],
  untrusted: ["open", ShieldQuestion],
  unchecked: ["quiet", CircleHelp],
  invalid: ["alarm", CircleX],
  unreadable: ["warning", FileQuestion],
  elsewhere: ["quiet", Globe],
};

function State({ state }: { state: string }) {
  const { t } = useTranslation("credentials");
  const [tone, icon] = looks[state] ?? otherState;
  const words: Readonly<Record<string, string>> = t("states", { returnObjects: true });
  return (
    <StateChip tone={tone} icon={icon}>
      {words[state] ?? state}
    </StateChip>
  );
}

/** Who signed and when, what it is called and with what it was made. */
function Facts({ said }: { said: ContentCredentials }) {
  const { t } = useTranslation("credentials");
  const { signer } = said;
  const who = [signer?.name, signer?.organization].filter((name) => name != null);
  const when = () => {
    if (said.signed_at == null) return t("noTime");
    const at = formatInstant(said.signed_at);
    return said.time_authority == null
      ? t("stamped", { at })
      : t("stampedBy", { at, authority: said.time_authority });
  };
  const pairs: [string, string | null | undefined][] = [
    [t("signer"), who.length > 0 ? [...new Set(who)].join(", ") : null],
    [t("issuer"), signer?.issuer],
    [t("signedAt"), signer == null ? null : when()],
    [t("generator"), said.generator],
    [t("name"), said.title],
    [t("address"), said.address],
    [t("machines"), said.mining.map((each) => each.words).join("; ") || null],
  ];
  return (
    <dl className={shared.facts}>
      {pairs.map(
        ([name, value]) =>
          value != null && (
            <div key={name} className={shared.pair}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Actions({ said }: { said: ContentCredentials }) {
  const { t } = useTranslation("credentials");
  return (
    <div>
      <h4 className={classes.part}>{t("done")}</h4>
      <ol className={classes.list}>
        {said.actions.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same thing may be done twice, and the order never changes
          <li key={index}>
            {each.label} {each.software != null && t("with", { software: each.software })}
            {each.source_label != null && <span className={classes.more}>{each.source_label}</span>}
            {each.description != null && <span className={classes.more}>{each.description}</span>}
            {each.when != null && <span className={classes.more}>{each.when}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Ingredients({ said }: { said: ContentCredentials }) {
  const { t } = useTranslation("credentials");
  return (
    <div>
      <h4 className={classes.part}>{t("made")}</h4>
      <ul className={classes.list}>
        {said.ingredients.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ingredients may share a name, and the order never changes
          <li key={index}>
            {each.title ?? t("unnamed")}
            <span className={classes.more}>
              {each.label}. {each.was_invalid ? t("wasInvalid") : each.has_credentials && t("hasOwn")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Findings({ said }: { said: ContentCredentials }) {
  const { t } = useTranslation("credentials");
  return (
    <div>
      <h4 className={classes.part}>{t("checks")}</h4>
      <ul className={classes.list}>
        {[...said.failures, ...said.notes].map((each) => (
          <li key={each.code}>
            {each.words} <code className={classes.code}>{each.code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function CredentialsPanel({ said }: { said: ContentCredentials }) {
  const { t } = useTranslation("credentials");
  const isReadable = said.signer != null || said.actions.length > 0 || said.title != null;
  return (
    <section className={classes.panel} aria-labelledby="content-credentials">
      <div className={classes.head}>
        <h3 id="content-credentials">{t("title")}</h3>
        <State state={said.state} />
      </div>
      <p className={classes.words}>{said.words}</p>
      {said.failures.length + said.notes.length > 0 && <Findings said={said} />}
      {said.state === "invalid" && isReadable && <p className={shared.note}>{t("claim")}</p>}
      <Facts said={said} />
      {said.actions.length > 0 && <Actions said={said} />}
      {said.ingredients.length > 0 && <Ingredients said={said} />}
      {said.state !== "elsewhere" && <p className={shared.note}>{t("dropped")}</p>}
    </section>
  );
}
