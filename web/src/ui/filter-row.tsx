/** A row of choices that narrow a list, one at a time. The choice belongs in the URL. */
import classes from "./filter-row.module.css";

type Props<Key extends string> = {
  label: string;
  options: readonly { key: Key; name: string }[];
  value: Key;
  onChange: (key: Key) => void;
};

export function FilterRow<Key extends string>({ label, options, value, onChange }: Props<Key>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of one line everywhere
    <div className={classes.row} role="group" aria-label={label}>
      {options.map((one) => (
        <button
          key={one.key}
          type="button"
          className={classes.option}
          aria-pressed={one.key === value}
          onClick={() => onChange(one.key)}
        >
          {one.name}
        </button>
      ))}
    </div>
  );
}
