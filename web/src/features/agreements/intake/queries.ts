/** Calls of the intake of an agreement. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Agreement, NewAnswer } from "@/api/types";
import { fileAddress } from "../papers/queries";

/** What the agreement does not say, the gravest first. */
export function openQuestionsQuery(id: string) {
  return queryOptions({
    queryKey: ["agreements", "open-questions", id],
    queryFn: ({ signal }) => api.GET("/agreements/{id}/questions", { params: { path: { id } }, signal }),
  });
}

export function answerQuestion(agreement: Agreement, body: NewAnswer): Promise<Agreement> {
  return api.POST("/agreements/{id}/answers", {
    params: { path: { id: agreement.id } },
    body,
    ifMatch: agreement.revision,
  });
}

/** The words of a paper that is plain text. */
export function paperTextQuery(agreement: string, file: string, version: number) {
  return queryOptions({
    queryKey: ["papers", "text", agreement, file, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const answer = await fetch(fileAddress(agreement, file, version), {
        signal,
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.text();
    },
  });
}
