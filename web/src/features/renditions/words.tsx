/** A recipe in a line. */
import { useTranslation } from "react-i18next";
import type { PresetRecipe } from "@/api/types";
import { formats } from "./preset-draft";

export function PictureWords({ recipe }: { recipe: PresetRecipe }) {
  const { t } = useTranslation("renditions");
  const { width, height, quality } = recipe;
  const format = formats.find((one) => one === recipe.format);
  const size = recipe.fit === "cover" ? t("cover", { width, height }) : t("inside", { width });
  const kind = format === undefined ? recipe.format : t(`formats.${format}`);
  return (
    <span>
      {size}, {kind}
      {format !== "png" && `, ${t("qualityOf", { quality })}`}
    </span>
  );
}
