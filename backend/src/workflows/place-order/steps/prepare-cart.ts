import type { ICartModuleService, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { z } from "@medusajs/framework/zod";
import type { Text } from "connectors/contract";
import { channelsOf } from "../../../channels-of";
import { readVariants } from "../../../listings/read-variants";
import { readGoods } from "../../../shop/goods";
import { holdKey, newOrderCode } from "../../../shop/order-code";
import { placeOf } from "../../../shop/places";
import { checkSellable } from "../../../shop/sale";
import { shippingZoneOf } from "../../../shop/shipping-zone";
import { Refusal } from "../../../text/refusal";
import { shopTexts } from "../../../text/shop";

export interface PlaceOrderInput {
  cart_id: string;
  idempotency_key: string;
  name: string;
  phone: string;
  province_code: string;
  commune_code: string;
  street: string;
  note: string;
}

const cartSchema = z.object({
  id: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  items: z.array(z.object({ id: z.string(), variant_id: z.string(), quantity: z.coerce.number() })),
});

/** Writes only into the cart, which a failed attempt leaves as it is: the next attempt writes the same again. */
export const prepareCartStep = createStep("prepare-cart", async (input: PlaceOrderInput, { container }) => {
  const carts = container.resolve<ICartModuleService>(Modules.CART);
  const invalid = (says: Text) => new Refusal(MedusaError.Types.INVALID_DATA, says);
  const address = placeOf(input.province_code, input.commune_code);
  if (!address) throw invalid(shopTexts.say("commune"));
  const cart = cartSchema.parse(await carts.retrieveCart(input.cart_id, { relations: ["items"] }));
  if (!cart.items.length) throw invalid(shopTexts.say("empty-cart"));
  const variants = await readVariants(container, { id: cart.items.map(({ variant_id }) => variant_id) });
  checkSellable(variants);
  const [seller] = variants;
  if (!seller) throw invalid(shopTexts.say("not-for-sale"));

  const channels = channelsOf(container);
  let code = typeof cart.metadata?.code === "string" ? cart.metadata.code : newOrderCode();
  while (code !== cart.metadata?.code && (await channels.holdsOf(holdKey(code))).length) code = newOrderCode();

  await carts.updateCarts(cart.id, {
    email: `${input.phone}@khach.invalid`,
    shipping_address: {
      first_name: input.name,
      phone: input.phone,
      address_1: input.street,
      city: address.commune.name,
      province: address.province.name,
      country_code: "vn",
      metadata: { province_code: address.province.code, commune_code: address.commune.code },
    },
    metadata: {
      ...cart.metadata,
      code,
      phone: input.phone,
      idempotency_key: input.idempotency_key,
      note: input.note,
      seller_kind: seller.metadata.seller_kind,
      seller_name: seller.metadata.seller_name,
      seller_phone: seller.metadata.seller_phone,
      seller_producer_id: seller.metadata.seller_kind === "producer" ? seller.metadata.producer_id : null,
      simulated: variants.some(({ metadata }) => metadata.simulated),
    },
  });
  // Who packs what is kept on the line: a basket's parts come from several producers (decisions: Sellers).
  const goods = await readGoods(container);
  for (const item of cart.items) {
    const variant = variants.find(({ variantId }) => variantId === item.variant_id);
    const parts = (variant?.recipe ?? []).flatMap(({ inventoryItemId, quantity }) => {
      const part = goods.byShelf.get(inventoryItemId);
      return part ? [{ title: part.title, quantity, ...supplierOf(part.metadata) }] : [];
    });
    await carts.updateLineItems(item.id, {
      metadata: variant?.metadata.basket ? { components: parts } : { ...parts[0] },
    });
  }
  const option = await shippingOption(container, shippingZoneOf(address.province.code));
  return new StepResponse({
    code,
    payment_collection: await hasPaymentCollection(container, cart.id),
    shipping_option_id: option,
    inventory_item_ids: variants.flatMap(({ recipe }) => recipe.map(({ inventoryItemId }) => inventoryItemId)),
  });
});

const supplierOf = (metadata: { producer_id?: string | undefined; producer_name: string }) => ({
  supplier_producer_id: metadata.producer_id ?? null,
  supplier_name: metadata.producer_name,
});

const optionsSchema = z.array(z.object({ id: z.string(), data: z.object({ zone: z.string() }).nullish().catch(null) }));

async function shippingOption(container: Parameters<typeof readGoods>[0], zone: string): Promise<string> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "shipping_option", fields: ["id", "data"] });
  const option = optionsSchema.parse(data).find((each) => each.data?.zone === zone);
  if (!option) throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `There is no shipping option of zone ${zone}`);
  return option.id;
}

const collectionSchema = z.object({ payment_collection: z.object({ id: z.string() }).nullish() });

/** An earlier attempt that was cut off has left one, and Medusa refuses to make a second. */
async function hasPaymentCollection(container: MedusaContainer, cartId: string): Promise<boolean> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "cart", fields: ["id", "payment_collection.id"], filters: { id: cartId } });
  return Boolean(collectionSchema.parse(data[0]).payment_collection);
}
