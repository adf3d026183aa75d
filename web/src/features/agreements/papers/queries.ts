/** Calls about the files of a paper. */
import { queryOptions } from "@tanstack/react-query";
import { api, urlOf } from "@/api/client";
import { postFile } from "@/api/files";
import type { PaperFile } from "@/api/types";

/** Where the browser saves a file from; the newest version where none is named. */
export function fileAddress(agreement: string, file: string, version?: number): string {
  return urlOf("/agreements/{id}/documents/{document_id}/file", {
    path: { id: agreement, document_id: file },
    query: { version },
  });
}

export function sendPaper(agreement: string, file: File, replaces?: string): Promise<PaperFile> {
  return postFile<PaperFile>(
    "/agreements/{id}/documents",
    { path: { id: agreement }, query: { file_name: file.name, replaces } },
    file,
  );
}

export function versionsQuery(agreement: string, file: string) {
  return queryOptions({
    queryKey: ["agreements", "versions", agreement, file],
    queryFn: async ({ signal }) =>
      (
        await api.GET("/agreements/{id}/documents/{document_id}/versions", {
          signal,
          params: { path: { id: agreement, document_id: file } },
        })
      ).items,
  });
}

export function removePaper(agreement: string, file: string): Promise<void> {
  return api.DELETE("/agreements/{id}/documents/{document_id}", {
    params: { path: { id: agreement, document_id: file } },
  });
}
