import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { normalPhone } from "../../../modules/people/phone";
import { takeBackHalfMade } from "../../../shop/half-made";
import { ShortError } from "../../../shop/sale";
import { languageOf, textIn } from "../../../text";
import { Refusal } from "../../../text/refusal";
import { shopTexts } from "../../../text/shop";
import placeOrderWorkflow from "../../../workflows/place-order";
import type { PlaceOrderInput } from "../../../workflows/place-order/steps/prepare-cart";
import { parsed } from "../../parsed";
import { checkoutSchema } from "../schemas";

const doneSchema = z.object({ completed_at: z.unknown(), metadata: z.object({ code: z.string() }).nullish().catch(null) });

/** By cart, in this process: a lock is lost with its database or its Redis while whoever held it goes on. */
const underWay = new Map<string, Promise<string>>();

/** A cart becomes one order, however often and from however many windows it is asked. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { phone: typed, ...order } = parsed(checkoutSchema, request.body);
  const phone = normalPhone(typed);
  if (!phone) throw new Refusal(MedusaError.Types.INVALID_DATA, shopTexts.say("phone"));
  try {
    const attempt = underWay.get(order.cart_id) ?? begin(request.scope, { ...order, phone });
    response.json({ order: { code: await attempt } });
  } catch (error) {
    if (!isShort(error)) throw error;
    const language = languageOf(request);
    const each = error.items.map(({ title, available }) =>
      textIn(shopTexts.say("short-item", { product: title, available }), language),
    );
    const message = textIn(shopTexts.say("short", { items: each.join(", ") }), language);
    response.status(409).json({ type: "short", message, items: error.items });
  }
}

/** By its code: a workflow hands the error on, not always as the same object. */
function isShort(error: unknown): error is ShortError {
  return (
    error instanceof ShortError || (typeof error === "object" && error !== null && "code" in error && error.code === "short")
  );
}

function begin(container: MedusaContainer, order: PlaceOrderInput): Promise<string> {
  const attempt = complete(container, order).finally(() => underWay.delete(order.cart_id));
  underWay.set(order.cart_id, attempt);
  return attempt;
}

async function complete(container: MedusaContainer, order: PlaceOrderInput): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  return container.resolve(Modules.LOCKING).execute(
    `checkout:${order.cart_id}`,
    async () => {
      const { data } = await query.graph({
        entity: "cart",
        fields: ["completed_at", "metadata"],
        filters: { id: order.cart_id },
      });
      const cart = data[0] ? doneSchema.parse(data[0]) : undefined;
      if (!cart) throw new Refusal(MedusaError.Types.NOT_FOUND, shopTexts.say("no-cart"));
      const takenBack = cart.metadata ? await takeBackHalfMade(container, cart.metadata.code) : false;
      if (cart.completed_at && cart.metadata && !takenBack) return cart.metadata.code;
      const { result } = await placeOrderWorkflow(container).run({ input: order });
      return result.code;
    },
    { timeout: 30 },
  );
}
