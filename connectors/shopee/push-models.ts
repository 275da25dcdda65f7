import { ConnectorError, type ListedSku, type PushReport, type Refusal, type Sku } from "../contract/index.ts";
import type { ShopeeClient } from "./client.ts";
import { isRefusal, shopeeFailure } from "./failures.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeModelReplySchema } from "./wire-items.ts";

interface ModelCall<Row> {
  readonly path: string;
  readonly list: "stock_list" | "price_list";
  readonly urgency: "stock" | "offers";
  /** What is sent for one model besides its id. */
  readonly entry: (row: Row) => Record<string, unknown>;
  /** False when the number Shopee says it stored is another one. */
  readonly holds: (row: Row, told: { readonly stock?: number | null | undefined }) => boolean;
}

const modelOf = ({ variantId }: ListedSku) => variantId ?? "0";

/** One item a call, so many of its models, none twice: more than that Shopee does not take. */
function callsOf<Row extends { readonly listed: ListedSku }>(rows: readonly Row[]): Row[][] {
  const calls: Row[][] = [];
  for (const row of new Map(rows.map((each) => [each.listed.sku, each])).values()) {
    const { productId } = row.listed;
    const open = calls.find(
      (call) =>
        call[0]?.listed.productId === productId &&
        call.length < shopeeLimits.modelsPerWrite &&
        call.every(({ listed }) => modelOf(listed) !== modelOf(row.listed)),
    );
    if (open) open.push(row);
    else calls.push([row]);
  }
  return calls;
}

/**
 * Every SKU comes back exactly once. A refusal only where the closed list says so; silence, a 5xx, an unlisted code or a
 * row that is in neither list is unsure (sync-protocol, result 6). The first call's sign-in or rate error is thrown.
 */
export async function pushModels<Row extends { readonly listed: ListedSku }>(
  client: ShopeeClient,
  rows: readonly Row[],
  { path, list, urgency, entry, holds }: ModelCall<Row>,
): Promise<PushReport> {
  const applied: Sku[] = [];
  const refused: Refusal[] = [];
  const unsure: Sku[] = [];
  const refuse = ({ listed }: Row, { code, says }: ConnectorError) =>
    refused.push({ sku: listed.sku, code, says: says ?? shopeeTexts.say("refused") });

  let stopped: ConnectorError | undefined;
  for (const [index, call] of callsOf(rows).entries()) {
    if (stopped) {
      for (const row of call) refuse(row, stopped);
      continue;
    }
    try {
      const json = {
        item_id: Number(call[0]?.listed.productId),
        [list]: call.map((row) => ({ model_id: Number(modelOf(row.listed)), ...entry(row) })),
      };
      const answer = await client.postRows(path, { json, urgency }, shopeeModelReplySchema);
      for (const row of call) {
        const about = ({ model_id }: { model_id?: string | null | undefined }) => (model_id ?? "0") === modelOf(row.listed);
        const failed = answer.failure_list?.find(about);
        const done = answer.success_list?.filter(about) ?? [];
        if (failed) {
          const reason = failed.failed_reason ?? "";
          const known = shopeeFailure(reason, reason);
          if (known?.refusal && !done.length) refused.push({ sku: row.listed.sku, code: reason, says: known.says });
          else unsure.push(row.listed.sku);
        } else if (done.length && done.every((told) => holds(row, told))) applied.push(row.listed.sku);
        else unsure.push(row.listed.sku);
      }
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      // Turned away at the gate: neither this call nor one after it does anything.
      if (error.kind === "auth" || error.kind === "rate-limited") {
        if (index === 0) throw error;
        stopped = error;
        for (const row of call) refuse(row, error);
      } else if (isRefusal(error)) for (const row of call) refuse(row, error);
      else unsure.push(...call.map(({ listed }) => listed.sku));
    }
  }
  return { applied, refused, unsure };
}
