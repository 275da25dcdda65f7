import { z } from "zod";
import { settings } from "../env.server.ts";
import type { Texts } from "../text/texts.ts";
import { askBackend, BackendRefused } from "./backend.server.ts";

const lineSchema = z.object({
  id: z.string(),
  variant_id: z.string().nullish(),
  title: z.string().nullish(),
  product_title: z.string().nullish(),
  product_handle: z.string().nullish(),
  quantity: z.number(),
  unit_price: z.number(),
});
export type CartLine = z.infer<typeof lineSchema>;

const cartSchema = z.object({ id: z.string(), completed_at: z.string().nullish(), items: z.array(lineSchema).nullish() });
export type Cart = z.infer<typeof cartSchema>;

const answer = z.object({ cart: cartSchema });
/** Asked for by name: everything would load the whole tree of products behind each line. */
const fields = [
  "id",
  "completed_at",
  ...["id", "variant_id", "title", "product_title", "product_handle", "quantity", "unit_price"].map((name) => `items.${name}`),
].join(",");

/** undefined when there is none any more, or when it has become an order. */
export async function readCart(id: string | undefined): Promise<Cart | undefined> {
  if (!id) return undefined;
  try {
    const { cart } = await askBackend(`/store/carts/${encodeURIComponent(id)}`, { answer, query: { fields } });
    return cart.completed_at ? undefined : cart;
  } catch (error) {
    if (error instanceof BackendRefused && error.status === 404) return undefined;
    throw error;
  }
}

export async function createCart(): Promise<Cart> {
  const body = { region_id: settings.REGION_ID };
  return (await askBackend("/store/carts", { answer, method: "POST", query: { fields }, body })).cart;
}

export async function addToCart(cartId: string, variantId: string, quantity: number): Promise<Cart> {
  const path = `/store/carts/${encodeURIComponent(cartId)}/line-items`;
  const body = { variant_id: variantId, quantity };
  return (await askBackend(path, { answer, method: "POST", query: { fields }, body })).cart;
}

/** Quantity 0 takes the line away. */
export async function changeLine(cartId: string, lineId: string, quantity: number): Promise<Cart | undefined> {
  const path = `/store/carts/${encodeURIComponent(cartId)}/line-items/${encodeURIComponent(lineId)}`;
  if (quantity > 0) return (await askBackend(path, { answer, method: "POST", query: { fields }, body: { quantity } })).cart;
  await askBackend(path, { answer: z.unknown(), method: "DELETE" });
  return readCart(cartId);
}

const placedAnswer = z.object({
  cart: z.object({
    completed_at: z.string().nullish(),
    metadata: z.object({ code: z.string(), phone: z.string() }).nullish().catch(undefined),
  }),
});

/** The order that a cart has become; undefined while it is none. */
export async function readOrderOf(cartId: string | undefined): Promise<{ code: string; phone: string } | undefined> {
  if (!cartId) return undefined;
  try {
    const path = `/store/carts/${encodeURIComponent(cartId)}`;
    const { cart } = await askBackend(path, { answer: placedAnswer, query: { fields: "completed_at,metadata" } });
    return cart.completed_at ? (cart.metadata ?? undefined) : undefined;
  } catch (error) {
    if (error instanceof BackendRefused && error.status === 404) return undefined;
    throw error;
  }
}

const optionSchema = z.object({
  amount: z.number().nullish(),
  data: z.object({ zone: z.string() }).nullish().catch(undefined),
});
const optionsAnswer = z.object({ shipping_options: z.array(optionSchema).nullish() });

/** What delivery costs, by the zone that each province is in. */
export async function readShippingFees(cartId: string): Promise<Readonly<Record<string, number>>> {
  try {
    const found = await askBackend("/store/shipping-options", { answer: optionsAnswer, query: { cart_id: cartId } });
    return Object.fromEntries(
      (found.shipping_options ?? []).flatMap(({ amount, data }): [string, number][] =>
        typeof amount === "number" && data ? [[data.zone, amount]] : [],
      ),
    );
  } catch (error) {
    if (error instanceof BackendRefused) return {};
    throw error;
  }
}

export const lineTitle = (line: CartLine, { shop }: Texts): string => line.product_title ?? line.title ?? shop.cart.unnamed;
export const countOf = (cart: Cart): number => (cart.items ?? []).reduce((sum, line) => sum + line.quantity, 0);
export const totalOf = (cart: Cart): number =>
  (cart.items ?? []).reduce((sum, line) => sum + line.quantity * line.unit_price, 0);
