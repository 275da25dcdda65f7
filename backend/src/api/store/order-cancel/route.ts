import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../../../channels-of";
import { holdKey } from "../../../shop/order-code";
import { findOrder, orderView, stateOf } from "../../../shop/order-view";
import { languageOf, textIn } from "../../../text";
import { shopTexts } from "../../../text/shop";
import cancelShopOrderWorkflow from "../../../workflows/cancel-order";
import { askedOrder } from "../asked-order";

/** Before it is packed; a second time changes nothing. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const order = await askedOrder(request, response);
  if (!order) return;
  const { code, phone } = order.metadata;
  const refused = await request.scope.resolve(Modules.LOCKING).execute(
    `order:${code}`,
    async () => {
      const now = await findOrder(request.scope, code, phone);
      if (!now) return false;
      if (stateOf(now) === "cancelled") {
        // Whoever cancelled it may have died before the units were given back.
        await channelsOf(request.scope).releaseHold(holdKey(code));
        return false;
      }
      if (stateOf(now) !== "placed") return true;
      await cancelShopOrderWorkflow(request.scope).run({ input: { order_id: now.id, code } });
      return false;
    },
    { timeout: 30 },
  );
  if (refused) {
    response.status(409).json({
      type: "not_allowed",
      message: textIn(
        shopTexts.say("packed-already", { seller: order.metadata.seller_name, phone: order.metadata.seller_phone }),
        languageOf(request),
      ),
    });
    return;
  }
  const after = await findOrder(request.scope, code, phone);
  response.json({ order: orderView(after ?? order, languageOf(request)) });
}
