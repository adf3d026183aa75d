/** Says where a person is shown: links their record to a right in an asset, on record or new. */
import { Button, Radio, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AssetRef, Interest, NewInterest, PersonShown } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { AssetPicker } from "@/ui/asset-picker/asset-picker";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import { Thumb } from "@/ui/thumb/thumb";
import forms from "../forms.module.css";
import { interestName } from "../interest-names";
import { createInterest, interestsQuery, replaceInterest, useRightsChanged } from "../queries";
import classes from "./releases.module.css";
import "./texts";

type Props = { person: PersonShown; opened: boolean; onClose: () => void };

/** The same right, now of this person: a correction states all of it. */
export function linkedTo(interest: Interest, person: string): NewInterest {
  return {
    asset: interest.asset.id,
    kind: interest.kind,
    holder: interest.holder,
    subject: interest.subject,
    completeness: interest.completeness,
    person,
    ...(interest.not_required == null ? {} : { not_required: interest.not_required }),
  };
}

const asNew = "new";

type ChoiceProps = {
  person: PersonShown;
  value: string | null;
  onChange: (id: string) => void;
  interests: readonly Interest[] | undefined;
  error: string | undefined;
};

function RightChoice({ person, value, onChange, interests, error }: ChoiceProps) {
  const { t } = useTranslation("releases");
  if (interests === undefined) return <Skeleton height={60} />;
  const note = (one: Interest) => {
    if (one.person == null) return undefined;
    return t(one.person === person.id ? "link.own" : "link.taken");
  };
  return (
    <Radio.Group label={t("link.which")} value={value} onChange={onChange} error={error}>
      <div className={forms.checks} style={{ marginTop: 6 }}>
        {interests.map((one) => (
          <Radio
            key={one.id}
            value={one.id}
            label={interestName(one)}
            description={note(one)}
            disabled={one.person === person.id}
          />
        ))}
        <Radio value={asNew} label={t("link.new")} />
      </div>
    </Radio.Group>
  );
}

function Form({ person, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("releases");
  const [use] = useCurrentUse();
  const [asset, setAsset] = useState<AssetRef | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const interests = useQuery({ ...interestsQuery(asset?.id ?? ""), enabled: asset !== null });
  const changed = useRightsChanged();
  const link = useMutation({
    mutationFn: ({ into, right }: { into: AssetRef; right: Interest | undefined }) =>
      right === undefined
        ? createInterest({ asset: into.id, kind: "likeness", subject: person.name, person: person.id })
        : replaceInterest(right.id, linkedTo(right, person.id)),
    onSuccess: async (_, { into }) => {
      await changed();
      say(t("link.done", { name: person.name, asset: into.title }));
      onClose();
    },
  });
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        const right = interests.data?.find((one) => one.id === chosen);
        if (asset !== null && (chosen === asNew || right !== undefined)) link.mutate({ into: asset, right });
      }}
      onCancel={onClose}
      action={t("link.submit")}
      isSending={link.isPending}
      disabled={asset === null}
      error={link.error ?? interests.error}
    >
      {asset === null ? (
        <AssetPicker label={t("link.find")} use={use} onPick={setAsset} />
      ) : (
        <>
          <div className={classes.chosen}>
            <Thumb src={asset.thumbnail_url} color={asset.color} size={44} />
            <span>{asset.title}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                setAsset(null);
                setChosen(null);
              }}
            >
              {t("link.other")}
            </Button>
          </div>
          <RightChoice
            person={person}
            value={chosen}
            onChange={setChosen}
            interests={interests.data}
            error={asked && chosen === null ? t("link.choose") : undefined}
          />
        </>
      )}
    </DialogForm>
  );
}

export function LinkDialog(props: Props) {
  const { t } = useTranslation("releases");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={560}
      title={t("link.title", { name: props.person.name })}
    >
      <Form {...props} />
    </FormDialog>
  );
}
