import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../channels-of";
import { dropReservations, type StandingOrder } from "./half-made";
import { holdKey } from "./order-code";

/**
 * All that a cancelled order of our own shop still has: reserved units, a payment nobody will make, the hold. Each once,
 * however often; the hold goes last, because whoever looks for what was cut off looks for holds (jobs/release-idle-holds).
 * Whether there was a hold.
 */
export async function giveBackCancelled(container: MedusaContainer, order: StandingOrder): Promise<boolean> {
  await dropReservations(container, order);
  await cancelPayments(container, order);
  return channelsOf(container).releaseHold(holdKey(order.metadata.code));
}

async function cancelPayments(container: MedusaContainer, order: StandingOrder): Promise<void> {
  const ids = (order.payment_collections ?? []).flatMap((collection) => collection?.id ?? []);
  if (!ids.length) return;
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT);
  const collections = await payments.listPaymentCollections({ id: ids }, { relations: ["payments"] });
  for (const { id, canceled_at, captured_at } of collections.flatMap((collection) => collection.payments ?? []))
    if (!canceled_at && !captured_at) await payments.cancelPayment(id);
  await payments.updatePaymentCollections({ id: ids }, { status: "canceled" });
}
