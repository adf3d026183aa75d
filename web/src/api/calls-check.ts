/** Calls with one mistake each. Nothing imports this file: `npm run check` fails when one of the mistakes compiles. */
import { api } from "@/api/client";

export async function mistakesThatDoNotCompile() {
  const id = { params: { path: { id: "1" } } };
  // @ts-expect-error: no such path
  await api.GET("/asset/{id}", id);
  // @ts-expect-error: the path has no such method
  await api.DELETE("/search");
  // @ts-expect-error: the parameter of the path is missing
  await api.GET("/assets/{id}");
  // @ts-expect-error: the parameter has another name
  await api.GET("/assets/{id}", { params: { path: { asset: "1" } } });
  // @ts-expect-error: no such parameter of the query
  await api.GET("/search", { params: { query: { words: "snow" } } });
  // @ts-expect-error: the parameter of the query is a number
  await api.GET("/campaigns", { params: { query: { limit: "100" } } });
  // @ts-expect-error: the body is missing
  await api.POST("/collections");
  // @ts-expect-error: no such member of the body
  await api.PATCH("/assets/{id}", { ...id, body: { titel: "Harbour" } });
  // @ts-expect-error: the operation takes no body
  await api.POST("/approvals/{id}/withdrawals", { ...id, body: {} });
  // @ts-expect-error: the answer has no such member
  (await api.GET("/assets/{id}", id)).name;
}
