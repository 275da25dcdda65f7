import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { Language, Text } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { textIn } from "../text";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";

const componentSchema = z.object({
  title: z.string(),
  quantity: z.coerce.number(),
  supplier_producer_id: z.string().nullish(),
});
const rowSchema = z.object({
  id: z.string(),
  status: z.string(),
  created_at: z.coerce.date(),
  metadata: z
    .object({
      code: z.string().nullish(),
      phone: z.string().nullish(),
      note: z.string().nullish(),
      fulfilment: z.string().nullish(),
      seller_producer_id: z.string().nullish(),
      seller_name: z.string().nullish(),
      channel: z.string().nullish(),
      channel_account_id: z.string().nullish(),
      channel_account_title: z.string().nullish(),
      channel_order_id: z.string().nullish(),
      channel_state: z.string().nullish(),
      short: z.boolean().nullish(),
      simulated: z.boolean().nullish(),
      state: z.string().nullish(),
    })
    .nullish()
    .transform((value) => value ?? {}),
  shipping_address: z
    .object({
      first_name: z.string().nullish(),
      phone: z.string().nullish(),
      address_1: z.string().nullish(),
      city: z.string().nullish(),
      province: z.string().nullish(),
    })
    .nullish(),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      product_title: z.string().nullish(),
      quantity: z.coerce.number(),
      unit_price: z.coerce.number(),
      metadata: z
        .object({
          supplier_producer_id: z.string().nullish(),
          components: z.array(componentSchema).nullish(),
          unmapped: z.boolean().nullish(),
        })
        .nullish()
        .transform((value) => value ?? {}),
    }),
  ),
});
export type DeskOrder = z.infer<typeof rowSchema>;

const fields = [
  "id",
  "status",
  "created_at",
  "metadata",
  // Medusa gives the lines their quantity only where a total is asked for.
  "total",
  ...["first_name", "phone", "address_1", "city", "province"].map((name) => `shipping_address.${name}`),
  ...["id", "title", "product_title", "quantity", "unit_price", "metadata"].map((name) => `items.${name}`),
];

const states: Readonly<Record<string, Text>> = {
  placed: deskTexts.say("order-placed"),
  telling: deskTexts.say("order-telling"),
  packed: deskTexts.say("order-packed"),
  "handed-over": deskTexts.say("order-handed-over"),
  cancelled: deskTexts.say("order-cancelled"),
};

/** Sent to the channel, or about to be, and not yet answered. */
const underWay = new Set(["queued", "sending", "unknown"]);

/** Whose desk it is: a producer's, or the programme's, which sells by the producers' mandate. */
export type Seller = { readonly producerId: string } | "programme";

const idOf = (seller: Seller): string | null => (seller === "programme" ? null : seller.producerId);

/** Orders that carry goods of this seller, newest first: the seller stands in the question itself. */
export async function ownOrderIds(container: MedusaContainer, seller: Seller, orderId?: string): Promise<string[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const producerId = idOf(seller);
  const component = JSON.stringify([{ supplier_producer_id: producerId }]);
  const { rows } = await database.raw<{ rows: { id: string }[] }>(
    `select distinct placed.id, placed.created_at from "order" placed
       join order_item item on item.order_id = placed.id and item.version = placed.version
       join order_line_item line on line.id = item.item_id
      where placed.deleted_at is null and (?::text is null or placed.id = ?)
        and (placed.metadata->>'seller_producer_id' is not distinct from ?::text
             or line.metadata->>'supplier_producer_id' = ?::text or line.metadata->'components' @> ?::jsonb)
      order by placed.created_at desc limit 200`,
    [orderId ?? null, orderId ?? null, producerId, producerId, producerId === null ? null : component],
  );
  return rows.map(({ id }) => id);
}

export async function readDeskOrders(container: MedusaContainer, ids: readonly string[]): Promise<DeskOrder[]> {
  if (!ids.length) return [];
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields, filters: { id: [...ids] } });
  return z.array(rowSchema).parse(data);
}

export async function ownOrder(container: MedusaContainer, seller: Seller, orderId: string): Promise<DeskOrder> {
  const [order] = await readDeskOrders(container, await ownOrderIds(container, seller, orderId));
  if (!order) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-order"));
  return order;
}

/** Who ships knows the buyer; who only supplies a line does not (decisions: Sellers). */
export const shipsItself = (order: DeskOrder, seller: Seller): boolean =>
  (order.metadata.seller_producer_id ?? null) === idOf(seller);

export async function orderViews(container: MedusaContainer, seller: Seller, orders: readonly DeskOrder[], language: Language) {
  const producerId = idOf(seller);
  const channels = channelsOf(container);
  const accountIds = [...new Set(orders.flatMap(({ metadata }) => metadata.channel_account_id ?? []))];
  const commands = accountIds.length ? await channels.listChannelCommands({ account_id: accountIds }, { take: 2_000 }) : [];
  const accounts = accountIds.length ? await channels.listChannelAccounts({ id: accountIds }) : [];
  const takes = new Map(accounts.map((account) => [account.id, channels.commandsOf(account)]));
  const views = orders.map((order) => {
    const { metadata } = order;
    const ships = shipsItself(order, seller);
    const state = order.status === "canceled" ? "cancelled" : (metadata.fulfilment ?? "placed");
    const told = commands.filter(
      (each) => each.account_id === metadata.channel_account_id && each.order_id === metadata.channel_order_id,
    );
    const moves = state === "placed" ? ["accept", "pack"] : state === "packed" ? ["ship"] : [];
    const telling = told.some((each) => moves.includes(each.kind) && underWay.has(each.state));
    const shipped = told.some(({ kind, state: sent }) => kind === "ship" && sent === "done");
    const channelTakes = takes.get(metadata.channel_account_id ?? "") ?? [];
    const toAccept = state === "placed" && metadata.state === "new" && channelTakes.includes("accept");
    const lines = order.items.flatMap((item): { title: string; quantity: number; unit_price: number | null }[] => {
      const title = item.product_title ?? item.title;
      if (ships || item.metadata.supplier_producer_id === producerId)
        return [{ title, quantity: item.quantity, unit_price: item.unit_price }];
      return (item.metadata.components ?? [])
        .filter(({ supplier_producer_id }) => supplier_producer_id === producerId)
        .map((part) => ({
          title: textIn(deskTexts.say("part-of", { part: part.title, whole: title }), language),
          quantity: part.quantity * item.quantity,
          unit_price: null,
        }));
    });
    const said = states[telling ? "telling" : state];
    const address = order.shipping_address;
    return {
      id: order.id,
      where: metadata.channel_account_title ?? textIn(deskTexts.say("own-shop"), language),
      channel: metadata.channel ?? null,
      code: metadata.code ?? metadata.channel_order_id ?? order.id,
      state: telling ? "telling" : state,
      state_text: said ? textIn(said, language) : state,
      channel_state: metadata.channel_state ?? null,
      short: metadata.short ?? false,
      simulated: metadata.simulated ?? false,
      placed_at: order.created_at.toISOString(),
      note: ships ? (metadata.note ?? null) : null,
      ships,
      seller_name: metadata.seller_name ?? metadata.channel_account_title ?? null,
      refused: told.some(({ state: sent }) => sent === "refused") ? textIn(deskTexts.say("channel-refused"), language) : null,
      buyer:
        ships && address
          ? {
              name: address.first_name ?? "",
              phone: address.phone ?? "",
              address: [address.address_1, address.city, address.province].filter(Boolean).join(", "),
            }
          : null,
      lines,
      can_accept: ships && toAccept && !telling,
      can_pack: ships && state === "placed" && !toAccept && !telling,
      // Where a channel's courier comes unasked and scans the parcel, the channel tells us, not we it.
      can_ship: ships && state === "packed" && !telling && !shipped && (!metadata.channel || channelTakes.includes("ship")),
    };
  });
  return views.toSorted((one, other) => Number(other.short) - Number(one.short) || (one.placed_at < other.placed_at ? 1 : -1));
}
