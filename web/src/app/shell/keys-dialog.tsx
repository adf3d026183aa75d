/** The shortcuts that work on this page, and the switch for single letters. */
import { Modal, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { singleKeysAreOn, switchSingleKeys, useRegisteredKeys } from "@/lib/keys";
import classes from "./keys-dialog.module.css";

const names: Record<string, string> = {
  mod: "Ctrl",
  " ": "Space",
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
};

function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation("app");
  return (
    <span className={classes.keys}>
      {keys.split(" ").map((step, index) => (
        <span key={step}>
          {index > 0 && <span className={classes.then}>{t("keys.then")} </span>}
          {step.split("+").map((key) => (
            <kbd key={key}>{names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["app", "ui"]);
  const bindings = useRegisteredKeys();
  const [single, setSingle] = useState(singleKeysAreOn);
  const groups = Map.groupBy(bindings, (binding) => binding.group ?? "");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("keys.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <div className={classes.groups}>
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map((binding) => (
                <div key={binding.keys + binding.label}>
                  <dt>{binding.label}</dt>
                  <dd>
                    <Keys keys={binding.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="lg"
        label={t("keys.single")}
        description={t("keys.singleHint")}
        checked={single}
        onChange={(event) => {
          setSingle(event.currentTarget.checked);
          switchSingleKeys(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
