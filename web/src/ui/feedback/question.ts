/** What somebody is asked before something that cannot be undone. */
import type { ReactNode } from "react";

export type Question = {
  title: string;
  message: ReactNode;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  typed?: string;
};
