import { redirect } from "react-router";
import { readOrderOf } from "./backend/cart.server.ts";
import { writeCartCookie } from "./cart-cookie.server.ts";
import { writeOrderCookie } from "./order-cookie.server.ts";

/** The way to the page of an order that has just been placed: the browser forgets the cart and keeps the order. */
export async function toPlacedOrder(order: { code: string; phone: string }): Promise<Response> {
  const headers = new Headers();
  headers.append("set-cookie", await writeCartCookie(undefined));
  headers.append("set-cookie", await writeOrderCookie(order));
  return redirect(`/don-hang/${encodeURIComponent(order.code)}`, { headers });
}

/** A cart that became an order while the answer was lost leads to that order, rather than to an empty cart. */
export async function leadToPlacedOrder(cartId: string | undefined): Promise<void> {
  const order = await readOrderOf(cartId);
  if (order) throw await toPlacedOrder(order);
}
