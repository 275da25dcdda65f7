import type {
  IInventoryService,
  IOrderModuleService,
  ISalesChannelModuleService,
  MedusaContainer,
} from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { orderSchema } from "connectors/contract";
import { channelsOf } from "../../../channels-of";
import { mirrorShelves } from "../../../listings/mirror-shelves";
import { readVariants } from "../../../listings/read-variants";
import { lowerCancelledLines } from "../cancelled-lines";
import { changingMetadata, hasLeft, isToPrepare, medusaOrderId, orderToMedusa } from "../medusa-order";

export interface ImportChannelOrderInput {
  /** Our row's id (`chord_…`), not the channel's. */
  channel_order_id: string;
}
export interface ImportedOrder {
  readonly medusa_order_id?: string;
  /** Other accounts that sell from the same shelf. */
  readonly account_ids: string[];
}

/**
 * Runs under the lock of its order, and is repeatable from any point: each part looks before it makes, and the row is
 * marked as imported last. The ledger has booked the units before; nothing here can refuse an order.
 */
export const recordOrderStep = createStep("record-channel-order", async (input: ImportChannelOrderInput, { container }) => {
  // Not Medusa's lock step: without an owner of its own for each run, a second run passes it. All keys at once: each lock
  // keeps a connection for as long as it lasts.
  const keys = [`channel-order:${input.channel_order_id}`, ...(await shelvesOf(container, input))];
  const done = await container.resolve(Modules.LOCKING).execute(keys, () => recordOrder(container, input), { timeout: 30 });
  return new StepResponse(done);
});

/** In order. Medusa reads a level's count, adds, and writes it back without a row's lock: two at once would count one. */
async function shelvesOf(container: MedusaContainer, { channel_order_id }: ImportChannelOrderInput): Promise<string[]> {
  const channels = channelsOf(container);
  const lines = await channels.listChannelOrderLines({ channel_order_id });
  const ids = lines.flatMap(({ listing_id }) => listing_id ?? []);
  if (!ids.length) return [];
  const listings = await channels.listChannelListings({ id: ids });
  const variants = await readVariants(container, { id: [...new Set(listings.map(({ variant_id }) => variant_id))] });
  return [...new Set(variants.flatMap(({ recipe }) => recipe.map(({ inventoryItemId }) => inventoryItemId)))].sort();
}

async function recordOrder(container: MedusaContainer, input: ImportChannelOrderInput): Promise<ImportedOrder> {
  const channels = channelsOf(container);
  const row = await channels.retrieveChannelOrder(input.channel_order_id);
  const account = await channels.retrieveChannelAccount(row.account_id);
  const order = orderSchema.parse(row.body);
  const from = { row, account, order };
  const orders = container.resolve<IOrderModuleService>(Modules.ORDER);
  const id = medusaOrderId(row.id);

  const known = await channels.listChannelOrderLines({ channel_order_id: row.id });
  const listingIds = known.flatMap(({ listing_id }) => listing_id ?? []);
  const listings = listingIds.length ? await channels.listChannelListings({ id: listingIds }) : [];
  const variants = listings.length
    ? await readVariants(container, { id: [...new Set(listings.map(({ variant_id }) => variant_id))] })
    : [];
  const lines = known.map(({ line_id, listing_id }) => {
    const listing = listings.find((each) => each.id === listing_id);
    return { lineId: line_id, variant: variants.find(({ variantId }) => variantId === listing?.variant_id) };
  });

  const [standing] = await orders.listOrders({ id: [id] }, { select: ["id", "status", "metadata"] });
  if (!standing && isToPrepare(order.state)) {
    const made = orderToMedusa(from, lines, await placeOf(container));
    await orders.createOrders([made]);
  } else if (standing) {
    await orders.updateOrders([{ id, metadata: { ...standing.metadata, ...changingMetadata(from) } }]);
    if (order.state === "cancelled" && standing.status !== "canceled") await orders.cancel(id);
    else if (order.state !== "cancelled") await lowerCancelledLines(container, id, order);
  }
  const exists = standing !== undefined || isToPrepare(order.state);
  if (exists) await mirrorReservations(container, id, order.state === "cancelled" || hasLeft(order.state) ? [] : lines);

  const inventoryItemIds = variants.flatMap(({ recipe }) => recipe.map(({ inventoryItemId }) => inventoryItemId));
  if (exists) await mirrorShelves(container, inventoryItemIds);
  const sharing = await channels.accountsSelling([...new Set(inventoryItemIds)]);
  await channels.markImported({
    channelOrderId: row.id,
    ...(exists ? { medusaOrderId: id } : {}),
    state: order.state,
  });
  return { ...(exists ? { medusa_order_id: id } : {}), account_ids: sharing };
}

/** Medusa's reservations mirror what the ledger holds: made even where Medusa counts too few, since the sale has happened. */
async function mirrorReservations(
  container: MedusaContainer,
  orderId: string,
  lines: readonly { lineId: string; variant: Awaited<ReturnType<typeof readVariants>>[number] | undefined }[],
): Promise<void> {
  const inventory = container.resolve<IInventoryService>(Modules.INVENTORY);
  const orders = container.resolve<IOrderModuleService>(Modules.ORDER);
  const order = await orders.retrieveOrder(orderId, { relations: ["items"] });
  const items = order.items ?? [];
  const reserved = await inventory.listReservationItems({ line_item_id: items.map(({ id }) => id) });
  if (!lines.length) {
    if (reserved.length) await inventory.deleteReservationItems(reserved.map(({ id }) => id));
    return;
  }
  for (const item of items) {
    const variant = lines.find(({ lineId }) => lineId === item.metadata?.channel_line_id)?.variant;
    for (const part of variant?.recipe ?? []) {
      const quantity = part.quantity * Number(item.quantity);
      // Of a basket each part for itself: an import that was cut off may have reserved only some.
      const standing = reserved.find(
        ({ line_item_id, inventory_item_id }) => line_item_id === item.id && inventory_item_id === part.inventoryItemId,
      );
      if (standing && quantity === 0) await inventory.deleteReservationItems([standing.id]);
      else if (standing && Number(standing.quantity) !== quantity)
        await inventory.updateReservationItems([{ id: standing.id, quantity }]);
      if (standing || quantity === 0) continue;
      const [level] = await inventory.listInventoryLevels({ inventory_item_id: part.inventoryItemId }, { take: 1 });
      if (!level) continue;
      await inventory.createReservationItems([
        {
          inventory_item_id: part.inventoryItemId,
          location_id: level.location_id,
          line_item_id: item.id,
          quantity,
          allow_backorder: true,
          description: "channel order",
        },
      ]);
    }
  }
}

async function placeOf(container: MedusaContainer): Promise<{ regionId: string; salesChannelId: string }> {
  const [region] = await container.resolve(Modules.REGION).listRegions({ currency_code: "vnd" }, { take: 1 });
  const [channel] = await container
    .resolve<ISalesChannelModuleService>(Modules.SALES_CHANNEL)
    .listSalesChannels({ name: "Sàn" }, { take: 1 });
  if (!region || !channel)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "There is no region in VND, or no sales channel named Sàn");
  return { regionId: region.id, salesChannelId: channel.id };
}
