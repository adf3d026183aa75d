/** What an agreement grants beside what was used of it. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export function boughtQuery(id: string) {
  return queryOptions({
    queryKey: ["agreements", "bought", id],
    queryFn: ({ signal }) => api.GET("/agreements/{id}/bought", { params: { path: { id } }, signal }),
  });
}
