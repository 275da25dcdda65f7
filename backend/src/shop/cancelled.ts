import type { IPaymentModuleService, MedusaContainer, PaymentDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { refundPaymentsWorkflow } from "@medusajs/medusa/core-flows";
import { channelsOf } from "../channels-of";
import { dropReservations, type StandingOrder } from "./half-made";
import { holdKey } from "./order-code";

/**
 * All that the cancelled orders of one code of our own shop still have: reserved units, payments, the hold. Each once, however
 * often; the hold goes last, because whoever looks for what was cut off looks for holds (jobs/release-idle-holds). Whether
 * there was one.
 */
export async function giveBackCancelled(
  container: MedusaContainer,
  code: string,
  cancelled: readonly StandingOrder[],
): Promise<boolean> {
  for (const order of cancelled) {
    await dropReservations(container, order);
    await cancelPayments(container, order);
  }
  return channelsOf(container).releaseHold(holdKey(code));
}

/** Money that somebody has taken already is paid back, as far as it is not; what nobody has taken is cancelled. */
async function cancelPayments(container: MedusaContainer, order: StandingOrder): Promise<void> {
  const ids = (order.payment_collections ?? []).flatMap((collection) => collection?.id ?? []);
  if (!ids.length) return;
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT);
  const relations = ["payments", "payments.captures", "payments.refunds"];
  const collections = await payments.listPaymentCollections({ id: ids }, { relations });
  const made = collections.flatMap((collection) => collection.payments ?? []);
  const taken = made.filter(({ captures }) => captures?.length);
  for (const payment of made) if (!payment.canceled_at && !taken.includes(payment)) await payments.cancelPayment(payment.id);
  const owed = taken.flatMap((payment) => {
    const amount = total(payment.captures) - total(payment.refunds);
    return amount > 0 ? [{ payment_id: payment.id, amount }] : [];
  });
  if (owed.length) await refundPaymentsWorkflow(container).run({ input: owed });
  if (!taken.length) await payments.updatePaymentCollections({ id: ids }, { status: "canceled" });
}

/** In whole đồng. */
const total = (moved: PaymentDTO["captures"] | PaymentDTO["refunds"]): number =>
  (moved ?? []).reduce((sum, { amount }) => sum + Number(amount), 0);
