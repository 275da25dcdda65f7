import type { IInventoryService, IOrderModuleService, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import type { Language, Text } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { mirrorShelves } from "../listings/mirror-shelves";
import { ringFor } from "../ring";
import { holdKey } from "../shop/order-code";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";
import { type DeskOrder, orderViews, ownOrder, type Seller, shipsItself } from "./own-orders";

const refuse = (says: Text) => new Refusal(MedusaError.Types.NOT_ALLOWED, says);

export type Move = "accept" | "pack" | "ship";

/** What the seller's button does to one of its own orders; gives the order as it then is. */
export async function fulfilOwnOrder(container: MedusaContainer, seller: Seller, id: string, move: Move, language: Language) {
  const order = await ownOrder(container, seller, id);
  if (!shipsItself(order, seller)) throw refuse(deskTexts.say("not-yours-to-ship"));
  await moves[move](container, order);
  const [view] = await orderViews(container, seller, [await ownOrder(container, seller, id)], language);
  return view;
}

/** The same button twice is one move: both look under the order's lock. */
function packOrder(container: MedusaContainer, order: DeskOrder): Promise<void> {
  return underLock(container, order, async (now) => {
    if (now.fulfilment === "packed" || now.fulfilment === "handed-over") return;
    if (!(await tellChannel(container, order, "pack"))) await write(container, order, { ...now, fulfilment: "packed" });
  });
}

function acceptOrder(container: MedusaContainer, order: DeskOrder): Promise<void> {
  return underLock(container, order, async () => {
    if (!(await tellChannel(container, order, "accept"))) throw refuse(deskTexts.say("nothing-to-accept"));
  });
}

/** The channel is told first; what it then shows comes back with its orders. False where it takes no such word. */
async function tellChannel(container: MedusaContainer, order: DeskOrder, kind: Move): Promise<boolean> {
  const { channel_account_id: accountId, channel_order_id: orderId } = order.metadata;
  if (!accountId || !orderId) return false;
  const channels = channelsOf(container);
  const account = await channels.retrieveChannelAccount(accountId);
  if (!channels.commandsOf(account).includes(kind)) return false;
  await channels.queueCommand({ accountId, orderId, kind });
  await ringFor("run-commands", accountId);
  return true;
}

/** The goods leave: held and on hand fall together, in the ledger first, then in Medusa's mirror of it. */
function shipOrder(container: MedusaContainer, order: DeskOrder): Promise<void> {
  return underLock(container, order, async (now) => {
    if (now.fulfilment === "handed-over") return;
    if (now.fulfilment !== "packed") throw refuse(deskTexts.say("not-packed"));
    if (await tellChannel(container, order, "ship")) return;
    if (order.metadata.channel) throw refuse(deskTexts.say("channel-ships"));
    const { code } = order.metadata;
    if (!code) throw refuse(deskTexts.say("no-code"));
    const channels = channelsOf(container);
    const held = await channels.holdsOf(holdKey(code));
    await channels.settleHold(holdKey(code));
    const inventory = container.resolve<IInventoryService>(Modules.INVENTORY);
    const reserved = await inventory.listReservationItems({ line_item_id: order.items.map(({ id }) => id) });
    // As Medusa's own steps do: its counts are read, changed and written back without a row's lock.
    const shelves = [...new Set(reserved.map(({ inventory_item_id }) => inventory_item_id))].sort();
    if (reserved.length)
      await container
        .resolve(Modules.LOCKING)
        .execute(shelves, () => inventory.deleteReservationItems(reserved.map(({ id }) => id)), { timeout: 30 });
    await mirrorShelves(
      container,
      held.map(({ inventoryItemId }) => inventoryItemId),
    );
    await write(container, order, { ...now, fulfilment: "handed-over" });
  });
}

const moves: Readonly<Record<Move, (container: MedusaContainer, order: DeskOrder) => Promise<void>>> = {
  accept: acceptOrder,
  pack: packOrder,
  ship: shipOrder,
};

async function write(container: MedusaContainer, order: DeskOrder, metadata: Record<string, unknown>): Promise<void> {
  await container.resolve<IOrderModuleService>(Modules.ORDER).updateOrders([{ id: order.id, metadata }]);
}

function underLock(
  container: MedusaContainer,
  order: DeskOrder,
  move: (metadata: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  // The same key as the buyer's cancelling: one of the two is first.
  const key = order.metadata.code ? `order:${order.metadata.code}` : `order:${order.id}`;
  return container.resolve(Modules.LOCKING).execute(
    key,
    async () => {
      const now = await container
        .resolve<IOrderModuleService>(Modules.ORDER)
        .retrieveOrder(order.id, { select: ["id", "status", "metadata"] });
      if (now.status === "canceled") throw refuse(deskTexts.say("cancelled"));
      await move(now.metadata ?? {});
    },
    { timeout: 30 },
  );
}
