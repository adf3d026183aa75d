/** Changes a vocabulary: its name, its words, their order, what they are called in other languages. */
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Term, Vocabulary } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { say } from "@/ui/feedback/undo-toast";
import { languages, nameOfLanguage } from "./languages";
import { addVocabulary, replaceVocabulary, vocabularyUsageQuery } from "./queries";
import classes from "./vocabulary.module.css";
import {
  changed,
  draftOf,
  moved,
  nameless,
  possibleParents,
  renamed,
  type VocabularyDraft,
  without,
  withWords,
} from "./vocabulary-draft";
import { VocabularyHistory } from "./vocabulary-history";

/** More than these at once are found by their words. */
const mostShown = 100;

type WordProps = {
  term: Term;
  terms: Term[];
  language: string;
  isNew: boolean;
  isWrong: boolean;
  /** How many assets say it; undefined while that is not known. */
  used: number | undefined;
  onChange: (next: Term[]) => void;
};

function Word({ term, terms, language, isNew, isWrong, used, onChange }: WordProps) {
  const { t } = useTranslation("metadata");
  const name = term.labels.en ?? term.key;
  const parents = possibleParents(terms, term.key);
  return (
    <li className={classes.word} data-retired={term.retired}>
      <TextInput
        aria-label={t("vocabularies.wordIn", { name, language: nameOfLanguage(language) })}
        placeholder={language === "en" ? undefined : name}
        value={term.labels[language] ?? ""}
        error={isWrong && language === "en"}
        onChange={(event) =>
          onChange(changed(terms, term.key, renamed(term, language, event.currentTarget.value)))
        }
      />
      <Select
        aria-label={t("vocabularies.belowOf", { name })}
        placeholder={t("vocabularies.top")}
        clearable
        searchable
        clearButtonProps={{ "aria-label": t("vocabularies.top") }}
        data={parents.map((one) => ({ value: one.key, label: one.labels.en ?? one.key }))}
        value={term.parent ?? null}
        onChange={(parent) => onChange(changed(terms, term.key, { parent }))}
      />
      <span className={classes.used}>
        {used !== undefined && t("vocabularies.used", { count: used, shown: formatCount(used) })}
      </span>
      <span className={classes.acts}>
        <button
          type="button"
          aria-label={t("vocabularies.up", { name })}
          onClick={() => onChange(moved(terms, term.key, -1))}
        >
          <ArrowUp size={16} aria-hidden />
        </button>
        <button
          type="button"
          aria-label={t("vocabularies.down", { name })}
          onClick={() => onChange(moved(terms, term.key, 1))}
        >
          <ArrowDown size={16} aria-hidden />
        </button>
        <button
          type="button"
          aria-pressed={term.retired === true}
          aria-label={t("vocabularies.retire", { name })}
          title={t(term.retired ? "vocabularies.isRetired" : "vocabularies.retireHint")}
          onClick={() => onChange(changed(terms, term.key, { retired: term.retired !== true }))}
        >
          {term.retired ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
        </button>
        <button
          type="button"
          aria-label={t("vocabularies.remove", { name })}
          title={isNew ? undefined : t("vocabularies.removeHint")}
          disabled={used !== undefined && used > 0}
          onClick={() => onChange(without(terms, term.key))}
        >
          <Trash2 size={16} aria-hidden />
        </button>
      </span>
    </li>
  );
}

function AddWords({ terms, onChange }: { terms: Term[]; onChange: (next: Term[]) => void }) {
  const { t } = useTranslation("metadata");
  const [lines, setLines] = useState("");
  return (
    <div className={classes.add}>
      <Textarea
        label={t("vocabularies.addWords")}
        description={t("vocabularies.addWordsHint")}
        autosize
        minRows={1}
        maxRows={8}
        value={lines}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={lines.trim() === ""}
        onClick={() => {
          onChange(withWords(terms, lines));
          setLines("");
        }}
      >
        {t("vocabularies.addWordsAct")}
      </Button>
    </div>
  );
}

type WordsProps = {
  vocabulary: Vocabulary | undefined;
  terms: Term[];
  asked: boolean;
  onChange: (next: Term[]) => void;
};

function Words({ vocabulary, terms, asked, onChange }: WordsProps) {
  const { t } = useTranslation("metadata");
  const known = new Set(vocabulary?.terms.map((term) => term.key));
  const usage = useQuery({
    ...vocabularyUsageQuery(vocabulary?.key ?? ""),
    enabled: vocabulary !== undefined,
  });
  const usedBy = (key: string) =>
    known.has(key) && usage.data !== undefined ? (usage.data.terms[key] ?? 0) : undefined;
  const [language, setLanguage] = useState("en");
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const found = terms.filter(
    (term) =>
      wanted === "" || Object.values(term.labels).some((label) => label.toLowerCase().includes(wanted)),
  );
  const shown = found.slice(0, mostShown);
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          label={t("vocabularies.find")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Select
          label={t("vocabularies.language")}
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: nameOfLanguage(value) }))}
          value={language}
          onChange={(value) => setLanguage(value ?? "en")}
        />
      </div>
      <ol className={classes.words} aria-label={t("vocabularies.words")}>
        {shown.map((term) => (
          <Word
            key={term.key}
            term={term}
            terms={terms}
            language={language}
            isNew={!known.has(term.key)}
            isWrong={asked && (term.labels.en ?? "").trim() === ""}
            used={usedBy(term.key)}
            onChange={onChange}
          />
        ))}
      </ol>
      {vocabulary !== undefined && <p className={classes.note}>{t("vocabularies.renameHint")}</p>}
      {found.length > shown.length && (
        <p className={classes.note}>{t("vocabularies.more", { count: found.length - shown.length })}</p>
      )}
    </>
  );
}

export function VocabularyForm({
  vocabulary,
  onClose,
}: {
  vocabulary: Vocabulary | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation("metadata");
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(vocabulary));
  const [asked, setAsked] = useState(false);
  const change = (next: Partial<VocabularyDraft>) => setDraft((now) => ({ ...now, ...next }));
  const save = useMutation({
    mutationFn: () => {
      const { key, ...content } = draft;
      return vocabulary === undefined
        ? addVocabulary({ ...content, key })
        : replaceVocabulary(vocabulary, content);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["vocabularies"] });
      say(t("vocabularies.saved"));
      onClose();
    },
  });
  const isNameless = (draft.labels.en ?? "").trim() === "" || draft.key.trim() === "";
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (!isNameless && nameless(draft.terms).length === 0) save.mutate();
      }}
      onCancel={onClose}
      action={t("save")}
      isSending={save.isPending}
      error={save.error}
    >
      <TextInput
        data-autofocus
        label={t("fields.label")}
        value={draft.labels.en ?? ""}
        error={asked && (draft.labels.en ?? "").trim() === "" ? t("vocabularies.missing") : undefined}
        onChange={(event) => change({ labels: { ...draft.labels, en: event.currentTarget.value } })}
      />
      {vocabulary === undefined && (
        <TextInput
          label={t("fields.key")}
          description={t("fields.keyHint")}
          value={draft.key}
          error={asked && draft.key.trim() === "" ? t("vocabularies.missing") : undefined}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
      )}
      <AddWords terms={draft.terms} onChange={(terms) => change({ terms })} />
      {draft.terms.length > 0 && (
        <Words
          vocabulary={vocabulary}
          terms={draft.terms}
          asked={asked}
          onChange={(terms) => change({ terms })}
        />
      )}
      {vocabulary !== undefined && <VocabularyHistory vocabulary={vocabulary.key} />}
    </DialogForm>
  );
}
