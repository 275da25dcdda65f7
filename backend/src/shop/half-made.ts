import type {
  ICartModuleService,
  IInventoryService,
  IOrderModuleService,
  MedusaContainer,
  RemoteQueryFilters,
} from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";

export const paidSchema = z.object({ id: z.string(), payments: z.array(z.object({ id: z.string() }).nullish()).nullish() });
const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  metadata: z.object({ code: z.string(), fulfilment: z.string().nullish() }),
  items: z.array(z.object({ id: z.string() })),
  payment_collections: z.array(paidSchema.nullish()).nullish(),
});
export type StandingOrder = z.infer<typeof orderSchema>;
const cartSchema = z.object({ id: z.string(), metadata: z.object({ code: z.string() }) });

export async function ordersOfCodes(container: MedusaContainer, codes: readonly string[]): Promise<readonly StandingOrder[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "metadata", "items.id", "payment_collections.id", "payment_collections.payments.id"],
    filters: { metadata: { code: { $in: codes } } } as RemoteQueryFilters<"order">,
  });
  const asked = new Set(codes);
  return data.flatMap((row) => orderSchema.safeParse(row).data ?? []).filter(({ metadata }) => asked.has(metadata.code));
}

export const ordersOfCode = (container: MedusaContainer, code: string): Promise<readonly StandingOrder[]> =>
  ordersOfCodes(container, [code]);

/**
 * A cart's completion makes the order first; then it is linked with its cart, its units are reserved and the cart is closed;
 * its payment comes last. Without one, whoever made the order has died on the way.
 */
export const isHalfMade = ({
  status,
  metadata,
  payment_collections,
}: Pick<StandingOrder, "status" | "payment_collections"> & { metadata: { fulfilment?: string | null | undefined } }): boolean =>
  status === "pending" &&
  !metadata.fulfilment &&
  !(payment_collections ?? []).some((collection) => collection?.payments?.some((payment) => payment));

/**
 * Takes back what a completion that died has left of an order, as one that fails takes back its own: nobody has been told of
 * it, and another attempt would make a second one. The caller holds the lock of the cart. The order goes last, so that a call
 * that dies too is followed by another.
 */
export async function takeBackHalfMade(container: MedusaContainer, code: string): Promise<boolean> {
  const left = (await ordersOfCode(container, code)).filter(isHalfMade);
  if (!left.length) return false;
  const carts = await cartsOfCode(container, code);
  for (const order of left) {
    await dropReservations(container, order);
    for (const cartId of carts) await partFromCart(container, order, cartId);
  }
  await container.resolve<IOrderModuleService>(Modules.ORDER).deleteOrders(left.map(({ id }) => id));
  return true;
}

export async function cartsOfCode(container: MedusaContainer, code: string): Promise<readonly string[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "metadata"],
    filters: { metadata: { code } } as RemoteQueryFilters<"cart">,
  });
  const carts = data.flatMap((row) => cartSchema.safeParse(row).data ?? []);
  return carts.flatMap(({ id, metadata }) => (metadata.code === code ? id : []));
}

/** Once, however often. Under the shelf's lock: Medusa reads a level's count, takes away, and writes it back. */
export async function dropReservations(container: MedusaContainer, { items }: Pick<StandingOrder, "items">): Promise<void> {
  const inventory = container.resolve<IInventoryService>(Modules.INVENTORY);
  const lines = items.map(({ id }) => id);
  const reserved = await inventory.listReservationItems({ line_item_id: lines });
  if (!reserved.length) return;
  const shelves = [...new Set(reserved.map(({ inventory_item_id }) => inventory_item_id))].sort();
  await container
    .resolve(Modules.LOCKING)
    .execute(shelves, () => inventory.deleteReservationItemsByLineItem(lines), { timeout: 30 });
}

async function partFromCart(container: MedusaContainer, order: StandingOrder, cartId: string): Promise<void> {
  const asOrder = { [Modules.ORDER]: { order_id: order.id } };
  const collections = (order.payment_collections ?? []).flatMap((collection) => collection?.id ?? []);
  await container
    .resolve(ContainerRegistrationKeys.LINK)
    .dismiss([
      { ...asOrder, [Modules.CART]: { cart_id: cartId } },
      ...collections.map((id) => ({ ...asOrder, [Modules.PAYMENT]: { payment_collection_id: id } })),
    ]);
  // Closed, it could not become an order any more.
  await container.resolve<ICartModuleService>(Modules.CART).updateCarts(cartId, { completed_at: null });
}
