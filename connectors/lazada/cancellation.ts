import { z } from "zod";
import { cancelReason } from "./cancel-reason.ts";
import type { LazadaClient } from "./client.ts";
import { cannotNow, isAlive, isOne, readOrderItems } from "./order-reading.ts";
import { lazadaTexts } from "./texts.ts";
import { cancelChoiceSchema } from "./wire.ts";

const say = lazadaTexts.say;
/** DOC:121329. */
const cancellable = new Set(["pending", "topack", "repacked", "packed", "toship", "ready_to_ship"]);

/**
 * The calls that write here are GETs (lazada §9.15): sent once, never followed to another address. A buyer who asked first is
 * agreed with; an order that is cancelled, or on its way to be, counts as done.
 */
export async function cancelOrder(client: LazadaClient, orderId: string, reason: string): Promise<void> {
  const alive = (await readOrderItems(client, orderId)).filter(isAlive);
  if (alive.every(({ is_cancel_pending }) => is_cancel_pending)) return;
  const asked = alive.find(({ need_cancel_confirm, reverse_order_id }) => need_cancel_confirm && reverse_order_id);
  if (asked?.reverse_order_id) return decide(client, asked.reverse_order_id, true);
  if (!alive.every((item) => isOne(item, cancellable))) throw cannotNow(orderId, say("order-state"));

  const params = { order_id: orderId, order_item_id_list: JSON.stringify(alive.map(({ order_item_id }) => order_item_id)) };
  const choice = await client.get("/order/reverse/cancel/validate", { params }, cancelChoiceSchema);
  if (choice?.tip_type === "error") throw cannotNow(orderId, say("cancel-refused", { reason: choice.tip_content ?? "?" }));
  const reason_id = cancelReason(choice?.reason_options ?? [], reason);
  if (!reason_id) throw cannotNow(orderId, say("cancel-no-reason"));
  const answer = await client.get("/order/reverse/cancel/create", { params: { ...params, reason_id } }, cancelChoiceSchema);
  if (answer?.tip_type !== "error") return;
  if (!(await readOrderItems(client, orderId)).some(isAlive)) return;
  throw cannotNow(orderId, say("cancel-refused", { reason: answer.tip_content ?? "?" }));
}

/** A wish that was taken back counts as refused. */
export async function refuseCancellation(client: LazadaClient, orderId: string): Promise<void> {
  const alive = (await readOrderItems(client, orderId)).filter(isAlive);
  if (!alive.length) throw cannotNow(orderId, say("order-state"));
  const asked = alive.filter(({ need_cancel_confirm }) => need_cancel_confirm);
  if (!asked.length) return;
  const [reverseOrderId] = asked.flatMap(({ reverse_order_id }) => reverse_order_id ?? []);
  if (!reverseOrderId) throw cannotNow(orderId, say("order-state"));
  await decide(client, reverseOrderId, false);
}

async function decide(client: LazadaClient, reverseOrderId: string, agree: boolean): Promise<void> {
  const params = { reverse_order_id: reverseOrderId, agree_cancel: String(agree) };
  await client.get("/order/reverse/cancel/seller/decide", { params }, z.unknown());
}
