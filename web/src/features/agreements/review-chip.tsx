/** How far a paper is reviewed, as a word with a sign. Only 'approved' counts in a verdict. */
import { BadgeCheck, FileClock, FileSearch, FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./agreements.module.css";
import { reviews } from "./agreements-search";
import "./texts";

const icons = { draft: FileText, extracted: FileSearch, reviewed: FileClock, approved: BadgeCheck };

export function ReviewChip({ review }: { review: string }) {
  const { t } = useTranslation("agreements");
  const known = reviews.find((one) => one === review) ?? "draft";
  const Icon = icons[known];
  return (
    <span
      className={classes.review}
      data-approved={known === "approved"}
      title={t(`review.meaning.${known}`)}
    >
      <Icon size={14} aria-hidden />
      {t(`review.${known}`)}
    </span>
  );
}
