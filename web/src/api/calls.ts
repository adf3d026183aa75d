/**
 * What the document says of each call, as types: which paths there are for a method, what a call needs and what it
 * answers. A wrong path, parameter or body does not compile.
 */
import type { paths } from "@/api/schema";

export type Method = "get" | "post" | "put" | "patch" | "delete";

type Base = "/api/v1";

/** The paths that have the method, below the base. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: Path extends `${Base}${infer Rest}`
    ? paths[Path] extends Record<M, object>
      ? Rest
      : never
    : never;
}[keyof paths];

export type Operation<M extends Method, P extends PathOf<M>> = `${Base}${P}` extends keyof paths
  ? paths[`${Base}${P}`][M]
  : never;

type Part<O, Name extends "path" | "query"> = O extends { parameters: { [K in Name]?: infer Found } }
  ? Exclude<Found, undefined>
  : never;

/** What may be left out may also be given as null: it is left out then. */
type OrNull<Query> = { [K in keyof Query]: undefined extends Query[K] ? Query[K] | null : Query[K] };

type BodyOf<O> = O extends { requestBody: { content: { "application/json": infer Body } } } ? Body : never;

/** A member that must not be there, may be there, or must be there, by what its type demands. */
type Member<Name extends string, T> = [T] extends [never]
  ? { [K in Name]?: never }
  : Record<never, never> extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

type ParamsOf<O> = Member<"path", Part<O, "path">> & Member<"query", OrNull<Part<O, "query">>>;

export type Demands<O> = O extends unknown
  ? Member<"params", ParamsOf<O>> & Member<"body", BodyOf<O>>
  : never;

type ContentOf<Response> = Response extends { content: { "application/json": infer Content } }
  ? Content
  : undefined;

/** The body of a success; undefined where there is none. */
export type AnswerOf<O> = O extends { responses: infer Responses }
  ? ContentOf<Responses[keyof Responses & (200 | 201 | 202 | 204)]>
  : never;
