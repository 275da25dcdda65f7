import type { Context } from "hono";
import { z } from "zod";
import type { App } from "./credentials.ts";
import { readLocalTime, wholeSecond } from "./local-time.ts";
import type { Seller } from "./state.ts";

type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 406 | 422 | 429 | 500;

/** §1: a status and texts; there are no codes. */
export class TikiError extends Error {
  readonly status: ErrorStatus;
  readonly texts: readonly string[];
  constructor(status: ErrorStatus, ...texts: string[]) {
    super(texts.join("; "));
    this.status = status;
    this.texts = texts;
  }
}

export interface Call {
  readonly context: Context;
  readonly app: App;
  /** The seller the token speaks for; an application's own token speaks for none. */
  readonly sellerId: number | null;
  readonly at: number;
}
export interface SellerCall extends Call {
  readonly seller: Seller;
}
export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Answer = object | Promise<object>;
export interface Routes {
  /** A call in a seller's name, in the versions of the path that exist for it. */
  readonly seller: (
    method: Method,
    versions: readonly string[],
    path: string,
    scope: string | undefined,
    call: (call: SellerCall) => Answer,
  ) => void;
  /** A call of an application, whoever its token speaks for. */
  readonly app: (method: Method, versions: readonly string[], path: string, call: (call: Call) => Answer) => void;
}

/** A body as the schema wants it: 400 where it is malformed or lacks something, or as the endpoint has it. */
export async function readBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
  status: 400 | 422 = 400,
): Promise<z.infer<Schema>> {
  let json: unknown;
  try {
    json = await context.req.json();
  } catch {
    throw new TikiError(400, "Request body is not JSON");
  }
  const asked = schema.safeParse(json);
  if (asked.success) return asked.data;
  throw new TikiError(status, ...asked.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`));
}

const pageSchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).default(20),
});
/** One page and where it stands. `from` counts rows from 0 in products and from 1 in orders, as their samples do (§1, §7). */
export function paged<Row>(
  context: Context,
  rows: readonly Row[],
  options: { readonly cap: number; readonly countsFrom: 0 | 1; readonly short?: boolean },
): { data: readonly Row[]; paging: Record<string, number> } {
  const { page: askedPage, limit: askedLimit } = context.req.query();
  const asked = pageSchema.safeParse({ page: askedPage, limit: askedLimit });
  if (!asked.success) throw new TikiError(400, "page and limit must be whole numbers from 1 on");
  const { page, limit } = asked.data;
  if (limit > 100) throw new TikiError(422, "limit must not be greater than 100");
  const size = Math.min(limit, options.cap);
  const offset = (page - 1) * size;
  const whole = rows.slice(offset, offset + size);
  const data = options.short ? whole.slice(0, Math.floor(whole.length / 2)) : whole;
  return {
    data,
    paging: {
      total: rows.length,
      current_page: page,
      ...(options.countsFrom
        ? { from: data.length ? offset + 1 : 0, to: offset + data.length }
        : { from: offset, to: offset + size }),
      per_page: size,
      last_page: Math.max(1, Math.ceil(rows.length / size)),
    },
  };
}

/** Whole seconds, both ends included. */
export function between(at: number, from: string | undefined, to: string | undefined): boolean {
  const [start, end] = [from, to].map((text) => {
    if (text === undefined || text === "") return undefined;
    const moment = readLocalTime(text);
    if (moment === undefined) throw new TikiError(400, `${text} is not yyyy-MM-dd HH:mm:ss`);
    return moment;
  });
  return (start === undefined || wholeSecond(at) >= start) && (end === undefined || wholeSecond(at) <= end);
}
