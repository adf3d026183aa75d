/** The switch that reserves mining and training on everything of the house, with why and since when. */
import { Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { formatInstant } from "@/lib/dates";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { confirm } from "@/ui/feedback/confirm";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { Panel } from "@/ui/page";
import forms from "../forms.module.css";
import { useRightsChanged } from "../queries";
import classes from "./house-rules.module.css";
import { houseReservationQuery, releaseHouse, reserveHouse } from "./queries";
import "./texts";

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("houseRules");
  const [reason, setReason] = useState("");
  const changed = useRightsChanged();
  const save = useMutation({
    mutationFn: () => reserveHouse(reason),
    onSuccess: onClose,
    onSettled: changed,
  });
  return (
    <DialogForm
      onSubmit={() => save.mutate()}
      onCancel={onClose}
      action={t("reservation.reserve")}
      isSending={save.isPending}
      error={save.error}
    >
      <p className={forms.hint}>{t("reservation.does")}</p>
      <TextInput
        data-autofocus
        label={t("silent.reason")}
        description={t("silent.reasonHint")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

export function HouseReservation() {
  const { t } = useTranslation("houseRules");
  const answer = useQuery(houseReservationQuery);
  const mayChange = useMay("approve_agreements");
  const [reserving, dialog] = useDisclosure(false);
  const changed = useRightsChanged();
  const release = useMutation({ mutationFn: releaseHouse, onSettled: changed, onError: sayProblem });
  const askRelease = async () => {
    const yes = await confirm({
      title: t("reservation.releaseTitle"),
      message: t("reservation.releaseText"),
      action: t("reservation.release"),
      danger: true,
    });
    if (yes) release.mutate();
  };
  const house = answer.data?.house ?? null;
  const change =
    house === null ? (
      <Button variant="default" size="compact-md" onClick={dialog.open}>
        {t("reservation.reserve")}
      </Button>
    ) : (
      <Button
        variant="default"
        size="compact-md"
        loading={release.isPending}
        onClick={() => void askRelease()}
      >
        {t("reservation.release")}
      </Button>
    );
  return (
    <Panel
      title={t("reservation.title")}
      actions={mayChange && answer.data !== undefined ? change : undefined}
    >
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && (
        <p role="status">
          {house === null
            ? t("reservation.off")
            : t("reservation.on", { at: formatInstant(house.since), name: house.by.name })}
          {house?.reason != null && ` · ${house.reason}`}
        </p>
      )}
      {house?.agreement != null && (
        <p className={classes.hint}>
          <Link to="/agreements/$agreementId" params={{ agreementId: house.agreement }} search={{}}>
            {t("reservation.record")}
          </Link>
        </p>
      )}
      <FormDialog opened={reserving} onClose={dialog.close} size={520} title={t("reservation.title")}>
        <Form onClose={dialog.close} />
      </FormDialog>
    </Panel>
  );
}
