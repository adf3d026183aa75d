/** All agreements on record: what each is, how far it is reviewed, when it ends. */
import { Button, Select, Skeleton, Table, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { FileSignature, Plus, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { AgreementSummary } from "@/api/types";
import { useCommands } from "@/lib/commands";
import { formatDay } from "@/lib/dates";
import { useKeys } from "@/lib/keys";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { AgreementDialog } from "./agreement-dialog";
import classes from "./agreements.module.css";
import { type AgreementsSearch, endWords, reviews } from "./agreements-search";
import { ImportMenu } from "./exchange/import-menu";
import { agreementsQuery } from "./queries";
import { ReviewChip } from "./review-chip";
import "./texts";

function Rows({ items }: { items: AgreementSummary[] }) {
  const { t } = useTranslation("agreements");
  const ends = { none: t("ends.none"), perpetual: t("ends.perpetual"), unknown: t("ends.unknown") };
  return (
    <div className={classes.tableFrame}>
      <Table highlightOnHover className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("list.agreement")}</Table.Th>
            <Table.Th>{t("list.licensor")}</Table.Th>
            <Table.Th>{t("list.review")}</Table.Th>
            <Table.Th>{t("list.signed")}</Table.Th>
            <Table.Th>{t("list.ends")}</Table.Th>
            <Table.Th className={classes.number}>{t("list.assets")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Link
                  to="/agreements/$agreementId"
                  params={{ agreementId: one.id }}
                  className={classes.rowLink}
                >
                  {one.title}
                </Link>
                <span className={classes.sub}>
                  {one.reference} · {t(`kind.${one.kind}`)}
                </span>
              </Table.Td>
              <Table.Td data-label={t("list.licensor")}>{one.licensor === "" ? "–" : one.licensor}</Table.Td>
              <Table.Td data-label={t("list.review")}>
                <ReviewChip review={one.review} />
              </Table.Td>
              <Table.Td data-label={t("list.signed")}>
                {one.signed_on == null ? t("list.notSigned") : formatDay(one.signed_on)}
              </Table.Td>
              <Table.Td data-label={t("list.ends")}>{endWords(one.ends_on, ends)}</Table.Td>
              <Table.Td data-label={t("list.assets")} className={classes.number}>
                {one.asset_count}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Filters({ search, change }: { search: AgreementsSearch; change: (next: AgreementsSearch) => void }) {
  const { t } = useTranslation("agreements");
  const [words, setWords] = useState(search.q ?? "");
  const ask = useDebouncedCallback((q: string) => change({ q: q === "" ? undefined : q }), 150);
  return (
    <div className={classes.filters}>
      <TextInput
        id="agreements-search"
        aria-label={t("list.find")}
        placeholder={t("list.find")}
        leftSection={<Search size={14} aria-hidden />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          ask(event.currentTarget.value.trim());
        }}
      />
      <Select
        aria-label={t("list.review")}
        data={[
          { value: "", label: t("list.anyReview") },
          ...reviews.map((value) => ({ value, label: t(`review.${value}`) })),
        ]}
        value={search.review ?? ""}
        allowDeselect={false}
        onChange={(value) => change({ review: reviews.find((one) => one === value) })}
      />
    </div>
  );
}

export function AgreementsPage() {
  const { t } = useTranslation("agreements");
  const search = useSearch({ strict: false }) as AgreementsSearch;
  const navigate = useNavigate();
  const may = useMay("view_agreements");
  const mayEdit = useMay("edit_agreements");
  const [creating, dialog] = useDisclosure(false);
  const answer = useInfiniteQuery({
    ...agreementsQuery({ q: search.q, review: search.review }),
    enabled: may,
  });
  const items = answer.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = search.q !== undefined || search.review !== undefined;
  const change = (next: AgreementsSearch) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  useKeys([
    {
      keys: "/",
      label: t("list.find"),
      group: t("title"),
      run: () => document.getElementById("agreements-search")?.focus(),
    },
  ]);
  useCommands(
    mayEdit
      ? [{ id: "new-agreement", label: t("new.title"), group: t("title"), icon: Plus, run: dialog.open }]
      : [],
  );
  if (!may) {
    return (
      <Page title={t("title")}>
        <EmptyState icon={FileSignature} title={t("list.refused")}>
          {t("list.refusedText")}
        </EmptyState>
      </Page>
    );
  }
  const create = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={dialog.open}>
      {t("new.title")}
    </Button>
  );
  const actions = (
    <>
      <ImportMenu />
      {create}
    </>
  );
  return (
    <Page title={t("title")} lead={t("list.lead")} actions={mayEdit ? actions : undefined}>
      <Filters search={search} change={change} />
      {answer.isPending && <Skeleton height={240} mt="md" />}
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {items.length > 0 && <Rows items={items} />}
      {answer.isSuccess && items.length === 0 && (
        <EmptyState
          icon={FileSignature}
          title={narrowed ? t("list.nothing") : t("list.empty")}
          actions={
            narrowed ? (
              <Button variant="default" onClick={() => change({ q: undefined, review: undefined })}>
                {t("list.all")}
              </Button>
            ) : mayEdit ? (
              create
            ) : undefined
          }
        >
          {narrowed ? t("list.nothingText") : t("list.emptyText")}
        </EmptyState>
      )}
      {answer.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
      <AgreementDialog
        opened={creating}
        onClose={dialog.close}
        onSaved={(made) =>
          void navigate({ to: "/agreements/$agreementId/intake", params: { agreementId: made.id } })
        }
      />
    </Page>
  );
}
