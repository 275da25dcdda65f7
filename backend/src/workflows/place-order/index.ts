import { createWorkflow, transform, type WorkflowData, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  addShippingMethodToCartWorkflow,
  completeCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows";
import { ringAccountsStep } from "../ring-accounts";
import { findSellersElsewhereStep } from "./steps/find-sellers-elsewhere";
import { paymentCollectionStep } from "./steps/payment-collection";
import { type PlaceOrderInput, prepareCartStep } from "./steps/prepare-cart";

/**
 * A cart becomes an order: address, fee of the zone, cash on delivery, admission, completion. The caller holds the lock of
 * the cart; a cart that is an order already never comes here.
 */
export const placeOrderWorkflow = createWorkflow("place-order", (input: WorkflowData<PlaceOrderInput>) => {
  const prepared = prepareCartStep(input);
  const shippingInput = transform({ input, prepared }, (from) => ({
    cart_id: from.input.cart_id,
    options: [{ id: from.prepared.shipping_option_id }],
  }));
  addShippingMethodToCartWorkflow.runAsStep({ input: shippingInput });
  when("cart-has-no-payment-collection", prepared, ({ payment_collection }) => !payment_collection).then(() =>
    createPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } }),
  );
  const collection = paymentCollectionStep({ cart_id: input.cart_id });
  createPaymentSessionsWorkflow.runAsStep({
    input: { payment_collection_id: collection.id, provider_id: "pp_system_default" },
  });
  const completed = completeCartWorkflow.runAsStep({ input: { id: input.cart_id } });
  const sharing = findSellersElsewhereStep({ inventory_item_ids: prepared.inventory_item_ids });
  const rings = transform(sharing, ({ account_ids }) => ({ account_ids, purposes: ["push-stock" as const] }));
  ringAccountsStep(rings);
  return new WorkflowResponse(
    transform({ completed, prepared }, (from) => ({ id: from.completed.id, code: from.prepared.code })),
  );
});
export default placeOrderWorkflow;
