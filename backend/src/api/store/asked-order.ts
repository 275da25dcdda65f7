import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { normalPhone } from "../../modules/people/phone";
import { readOrderCode } from "../../shop/order-code";
import { findOrder, type ShopOrder } from "../../shop/order-view";
import { createRateLimit } from "../../shop/rate-limit";
import { languageOf, textIn } from "../../text";
import { shopTexts } from "../../text/shop";
import { parsed } from "../parsed";
import { orderLookupSchema } from "./schemas";

// Not by address: every buyer's question comes through the storefront's. Whoever guesses holds one of the two still.
const byPhone = createRateLimit(10);
const byCode = createRateLimit(10);

/**
 * The order of a code and a phone. Answers 404 without telling which of the two is wrong, and 429 where somebody guesses;
 * then there is no order.
 */
export async function askedOrder(request: MedusaRequest, response: MedusaResponse): Promise<ShopOrder | undefined> {
  const asked = parsed(orderLookupSchema, request.body);
  const code = readOrderCode(asked.code);
  const phone = normalPhone(asked.phone);
  const passes = [byCode(code), byPhone(phone ?? "")];
  if (passes.includes(false)) {
    response.status(429).json({ type: "too_many", message: textIn(shopTexts.say("too-often"), languageOf(request)) });
    return undefined;
  }
  const order = phone ? await findOrder(request.scope, code, phone) : undefined;
  if (!order)
    response.status(404).json({
      type: "not_found",
      message: textIn(shopTexts.say("no-order"), languageOf(request)),
    });
  return order;
}
