/** Large pictures to look at, or small ones to see many. Kept on this device. */
import { useLocalStorage } from "@mantine/hooks";
import { Grid2x2, Grid3x3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./library.module.css";

export type Size = "large" | "small";

export function usePictureSize() {
  return useLocalStorage<Size>({
    key: "placet.picture-size",
    defaultValue: "large",
    getInitialValueInEffect: false,
  });
}

export function PictureSize({ value, onChange }: { value: Size; onChange: (next: Size) => void }) {
  const { t } = useTranslation("search");
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons of a tool bar, not a part of a form
    <div role="group" aria-label={t("size.label")} className={classes.sizes}>
      {(["large", "small"] as const).map((size) => (
        <button
          key={size}
          type="button"
          aria-pressed={value === size}
          aria-label={t(`size.${size}`)}
          title={t(`size.${size}`)}
          onClick={() => onChange(size)}
        >
          {size === "large" ? <Grid2x2 size={16} aria-hidden /> : <Grid3x3 size={16} aria-hidden />}
        </button>
      ))}
    </div>
  );
}
