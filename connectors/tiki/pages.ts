import { z } from "zod";
import { ConnectorError } from "../contract/index.ts";
import type { TikiCall, TikiClient } from "./client.ts";
import { tikiLimits } from "./policy.ts";
import { tikiTexts } from "./texts.ts";
import { type TikiPage, tikiPageSchema } from "./wire.ts";

type Query = TikiCall["query"];

/** Where v2 finds one thing it may answer the thing itself. */
const oneOrPageSchema = z.union([
  tikiPageSchema,
  z.looseObject({}).transform((one): TikiPage => ({ data: [one], paging: undefined })),
]);

export function readPage(
  client: TikiClient,
  path: string,
  query: Query,
  page: number,
  urgency: TikiCall["urgency"] = "listings",
): Promise<TikiPage> {
  return client.get(path, { query: { ...query, page, limit: tikiLimits.rowsPerPage }, urgency }, oneOrPageSchema);
}

/**
 * Every row to the list's real end: `last_page` ends it, never a short page (tiki §9.10). A list that shrank while it was
 * read may have moved a row past us, so it is read anew by the caller. `enough` ends a list in falling order early.
 */
export async function readAll(
  client: TikiClient,
  path: string,
  query: Query,
  more: {
    readonly urgency?: TikiCall["urgency"];
    enough?(rows: readonly unknown[]): boolean;
    /** What to do where Tiki ends every list; without it the list counts as not read. */
    cut?(): void;
  } = {},
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let total = 0;
  for (let page = 1; ; page += 1) {
    const { data, paging } = await readPage(client, path, query, page, more.urgency);
    rows.push(...data);
    if (!paging || page >= paging.last_page || more.enough?.(data)) return rows;
    if (paging.total < total)
      throw new ConnectorError("retryable", "moving", `${path} changed while it was read`, {
        sent: false,
        says: tikiTexts.say("moving"),
      });
    total = paging.total;
    if (page * tikiLimits.rowsPerPage < tikiLimits.rowsPerList) continue;
    if (!more.cut) throw new ConnectorError("unexpected", "paging", `${path} has no end`, { says: tikiTexts.say("shape") });
    more.cut();
    return rows;
  }
}
