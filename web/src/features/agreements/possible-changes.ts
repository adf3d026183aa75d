/** Which changes of a whole paper can be looked at beforehand, and the status each leads to. Pure. */
import type { Agreement, PreviewedChange } from "@/api/types";

export type Change = Exclude<PreviewedChange, "revoke" | "facts">;

/** Approval is a step of the review, not a status. */
export const statusAfter: Partial<Record<Change, Agreement["status"]>> = {
  execute: "executed",
  suspend: "suspended",
  terminate: "terminated",
  void: "void",
};

/** Those that are not the case already. */
export function changesOf(agreement: Pick<Agreement, "review" | "status">): Change[] {
  const all: Change[] = ["approve", "execute", "suspend", "terminate", "void"];
  return all.filter((change) =>
    change === "approve" ? agreement.review !== "approved" : statusAfter[change] !== agreement.status,
  );
}

/** The change that a new status is; nothing for those that are only on their way. */
export function changeTo(status: Agreement["status"]): Change | undefined {
  return (Object.keys(statusAfter) as Change[]).find((change) => statusAfter[change] === status);
}
