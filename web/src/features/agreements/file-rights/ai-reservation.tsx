/** The switch that reserves mining and training, with what it does and what machines are told now. */
import { Switch } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { formatInstant } from "@/lib/dates";
import { sayProblem } from "@/ui/feedback/undo-toast";
import rights from "../asset-rights.module.css";
import { useRightsChanged } from "../queries";
import classes from "./file-rights.module.css";
import { reservationQuery, setReservation } from "./queries";
import "./texts";

export function AiReservation({ asset }: { asset: string }) {
  const { t } = useTranslation("fileRights");
  const mayApprove = useMay("approve_agreements");
  const answer = useQuery(reservationQuery(asset));
  const changed = useRightsChanged();
  const set = useMutation({
    mutationFn: (reserved: boolean) => setReservation(asset, reserved),
    onSettled: changed,
    onError: sayProblem,
  });
  if (answer.data === undefined) return null;
  const { asset: own, house, purposes } = answer.data;
  const told = () => {
    if (own != null) return t("ai.since", { name: own.by.name, at: formatInstant(own.since) });
    if (house != null) return t("ai.byHouse", { at: formatInstant(house.since) });
    return purposes.length > 0 ? t("ai.otherwise") : t("ai.nothingTold");
  };
  return (
    <section className={`${rights.section} ${classes.reservation}`}>
      <Switch
        label={t("ai.title")}
        description={t("ai.does")}
        checked={own != null}
        disabled={!mayApprove || set.isPending}
        onChange={(event) => set.mutate(event.currentTarget.checked)}
      />
      <p className={classes.faint} role="status">
        {told()} {t("ai.noCredentials")}
      </p>
    </section>
  );
}
