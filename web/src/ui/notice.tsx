/** A sentence that concerns the whole page or panel, with a sign. `alarm` is kept for what must not be as it is. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./notice.module.css";

type Props = {
  tone: "good" | "warning" | "alarm";
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  /** Announced at once, not when the reader is done with what they read. */
  urgent?: boolean;
};

export function Notice({ tone, icon: Icon, title, children, urgent = false }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} role={urgent ? "alert" : "status"}>
      <Icon size={20} aria-hidden />
      <div>
        <strong>{title}</strong>
        {children !== undefined && <p>{children}</p>}
      </div>
    </div>
  );
}
