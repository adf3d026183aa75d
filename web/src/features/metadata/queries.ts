/** Calls of the metadata room. */
import { queryOptions } from "@tanstack/react-query";
import { api, apiBase, csrfToken } from "@/api/client";
import { ProblemError, problemOf } from "@/api/problem";
import type {
  AssetFields,
  BulkEdit,
  Field,
  FieldChange,
  NewField,
  NewVocabulary,
  TableOutcome,
  Vocabulary,
  VocabularyContent,
} from "@/api/types";

export const fieldsQuery = queryOptions({
  queryKey: ["fields"],
  queryFn: async ({ signal }) => (await api.GET("/fields", { signal })).items,
});

export const vocabulariesQuery = queryOptions({
  queryKey: ["vocabularies"],
  queryFn: async ({ signal }) => (await api.GET("/vocabularies", { signal })).items,
});

/** How many assets say each word, by its key. */
export function vocabularyUsageQuery(key: string) {
  return queryOptions({
    queryKey: ["vocabularies", key, "usage"],
    queryFn: ({ signal }) => api.GET("/vocabularies/{key}/usage", { params: { path: { key } }, signal }),
  });
}

export function vocabularyHistoryQuery(key: string) {
  return queryOptions({
    queryKey: ["vocabularies", key, "history"],
    queryFn: async ({ signal }) =>
      (await api.GET("/vocabularies/{key}/history", { params: { path: { key } }, signal })).items,
  });
}

export function assetFieldsQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id, "fields"],
    queryFn: ({ signal }) => api.GET("/assets/{id}/fields", { params: { path: { id } }, signal }),
  });
}

export function fieldHistoryQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id, "fields", "history"],
    queryFn: async ({ signal }) =>
      (await api.GET("/assets/{id}/fields/history", { params: { path: { id } }, signal })).items,
  });
}

export function addVocabulary(body: NewVocabulary): Promise<Vocabulary> {
  return api.POST("/vocabularies", { body });
}

/** Replaces names and words. Refused with 412 when somebody else changed it, and for words that assets say. */
export function replaceVocabulary(vocabulary: Vocabulary, body: VocabularyContent): Promise<Vocabulary> {
  const { key, revision } = vocabulary;
  return api.PUT("/vocabularies/{key}", { params: { path: { key } }, body, ifMatch: revision });
}

export function addField(body: NewField): Promise<Field> {
  return api.POST("/fields", { body });
}

export function changeField(field: Field, body: FieldChange): Promise<Field> {
  return api.PATCH("/fields/{key}", { params: { path: { key: field.key } }, body, ifMatch: field.revision });
}

/** Refused with 412 when somebody else changed the asset after `revision`. */
export function changeAssetFields(
  id: string,
  revision: number,
  values: Record<string, unknown>,
): Promise<AssetFields> {
  return api.PATCH("/assets/{id}/fields", { params: { path: { id } }, body: { values }, ifMatch: revision });
}

export function undoFieldChange(id: string, entry: string): Promise<AssetFields> {
  return api.POST("/assets/{id}/fields/history/{entry}/undo", { params: { path: { id, entry } } });
}

export function previewBulkEdit(body: BulkEdit) {
  return api.POST("/bulk-edits/preview", { body });
}

export function makeBulkEdit(body: BulkEdit) {
  return api.POST("/bulk-edits", { body });
}

/** Texts travel outside the JSON client. */
async function post(path: string, type: string, body: string): Promise<Response> {
  const headers = new Headers({ "Content-Type": type, "Placet-CSRF": csrfToken() ?? "" });
  const response = await fetch(`${apiBase}${path}`, {
    method: "POST",
    headers,
    body,
    credentials: "same-origin",
  });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response;
}

export async function sendTable(table: string, make: boolean): Promise<TableOutcome> {
  const path = make ? "/metadata-tables" : "/metadata-tables/preview";
  return (await post(path, "text/csv", table)).json();
}

export async function exportTable(assets: string[]): Promise<Blob> {
  return (await post("/metadata-tables/export", "application/json", JSON.stringify({ assets }))).blob();
}
