/** An honest empty place: what it would hold, and the next thing to do. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./feedback.module.css";

type Props = {
  icon: LucideIcon;
  title: string;
  /** One or two sentences. */
  children?: ReactNode;
  /** Buttons or links. */
  actions?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className={classes.panel}>
      <Icon size={32} strokeWidth={1.5} aria-hidden />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
