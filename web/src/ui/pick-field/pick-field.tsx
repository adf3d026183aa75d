/**
 * A form field whose value is a list chosen in a picker: the names as chips, the picker in a popover.
 * `<PickField label="Channels" values={["print.press"]} nameOf={names.channel} onChange={…}>{picker}</PickField>`
 */
import { Plus, X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { PickerPopover } from "@/ui/picker-popover";
import classes from "./pick-field.module.css";

type Props = {
  label: string;
  /** A line under the label. */
  description?: string;
  error?: string;
  /** The verb on the button that opens the picker. */
  action: string;
  values: string[];
  nameOf: (key: string) => string;
  onChange: (next: string[]) => void;
  /** The picker. */
  children: ReactNode;
};

export function PickField({ label, description, error, action, values, nameOf, onChange, children }: Props) {
  const { t } = useTranslation("ui");
  const id = useId();
  const described = [description === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`]
    .filter((one) => one !== "")
    .join(" ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a box of chips everywhere
    <div
      role="group"
      className={classes.field}
      aria-labelledby={`${id}-label`}
      aria-describedby={described === "" ? undefined : described}
    >
      <span id={`${id}-label`} className={classes.label}>
        {label}
      </span>
      {description !== undefined && (
        <span id={`${id}-hint`} className={classes.hint}>
          {description}
        </span>
      )}
      <div className={classes.box} data-error={error !== undefined}>
        {values.map((key) => (
          <span key={key} className={classes.chip}>
            {nameOf(key)}
            <button
              type="button"
              aria-label={t("remove", { name: nameOf(key) })}
              onClick={() => onChange(values.filter((one) => one !== key))}
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ))}
        <PickerPopover
          label={label}
          button={(opener) => (
            <button {...opener} className={classes.add} data-refused={error !== undefined}>
              <Plus size={14} aria-hidden />
              {action}
            </button>
          )}
        >
          {children}
        </PickerPopover>
      </div>
      {error !== undefined && (
        <span id={`${id}-error`} className={classes.error}>
          {error}
        </span>
      )}
    </div>
  );
}
