/** The frame of a page: one h1, its actions, its content. `bare` leaves the padding to the page. */
import { type ReactNode, useEffect } from "react";
import classes from "./page.module.css";

type Props = {
  /** Also the title of the browser tab. */
  title: string;
  /** The h1 is for screen readers only, where the design has none. */
  hideTitle?: boolean;
  /** A line under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  bare?: boolean;
  children: ReactNode;
};

export function Page({ title, hideTitle = false, lead, actions, bare = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Placet`;
  }, [title]);
  return (
    <div className={bare ? classes.bare : classes.page}>
      {hideTitle ? (
        <h1 className="visually-hidden">{title}</h1>
      ) : (
        <header className={classes.header}>
          <div>
            <h1 className={classes.title}>{title}</h1>
            {lead !== undefined && <div className={classes.lead}>{lead}</div>}
          </div>
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}

/** A quiet surface for one panel of a page. */
export function Panel({
  title,
  actions,
  children,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.panel}>
      {title !== undefined && (
        <header className={classes.panelHeader}>
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
