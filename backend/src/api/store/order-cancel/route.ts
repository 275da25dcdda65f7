import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
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
      // A cancelled one too: whoever cancelled it may have died before all of it was given back.
      if (!["placed", "cancelled"].includes(stateOf(now))) return true;
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
