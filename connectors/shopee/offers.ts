import { ConnectorError, type OfferPort, type PushReport, type Refusal, type Sku } from "../contract/index.ts";
import { findFailure } from "../kit/failure-table.ts";
import type { ShopeeClient } from "./client.ts";
import { shopeeFailures } from "./failures.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeStockReplySchema } from "./wire.ts";

/** A refusal only where the closed list says so; silence, a 5xx or an unlisted code is unsure (sync-protocol, result 6). */
export async function pushEach<Row extends { readonly listed: { readonly sku: Sku; readonly variantId?: string | undefined } }>(
  rows: readonly Row[],
  send: (row: Row) => Promise<{
    success_list?: readonly { model_id?: string | null | undefined }[] | null | undefined;
    failure_list?: readonly { failed_reason?: string | null | undefined }[] | null | undefined;
  }>,
): Promise<PushReport> {
  const applied: Sku[] = [];
  const refused: Refusal[] = [];
  const unsure: Sku[] = [];
  for (const row of rows) {
    const { sku } = row.listed;
    try {
      const answer = await send(row);
      const [failure] = answer.failure_list ?? [];
      if (failure) {
        const reason = failure.failed_reason ?? "";
        const known = findFailure(shopeeFailures, reason, reason);
        if (known?.refusal) refused.push({ sku, code: reason, says: known.says });
        else unsure.push(sku);
      } else if (answer.success_list?.length) applied.push(sku);
      else unsure.push(sku);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (
        !error.sent ||
        shopeeFailures.exact[error.code]?.refusal ||
        findFailure(shopeeFailures, error.code, error.message)?.refusal
      )
        refused.push({ sku, code: error.code, says: error.says ?? shopeeTexts.say("refused") });
      else if (
        applied.length + refused.length + unsure.length === 0 &&
        (error.kind === "auth" || error.kind === "rate-limited")
      )
        throw error;
      else unsure.push(sku);
    }
  }
  return { applied, refused, unsure };
}

/** update_price takes one item a call, so a batch is a run of calls. */
export const shopeeOffers = (client: ShopeeClient): OfferPort => ({
  batchSize: 20,
  push: (offers) =>
    pushEach(offers, ({ listed, price }) =>
      client.post(
        "product/update_price",
        {
          json: {
            item_id: Number(listed.productId),
            price_list: [{ model_id: Number(listed.variantId ?? 0), original_price: price }],
          },
          urgency: "offers",
        },
        shopeeStockReplySchema,
      ),
    ),
});
