import { randomBytes } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils";
import { createInventoryItemsWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows";
import { skuFromBytes } from "connectors/contract";
import { channelsOf } from "../../channels-of";
import type { ProductMetadata } from "../../listings/product-metadata";
import { fold } from "../../modules/ocop/identity";
import { isAlcohol } from "../../modules/ocop/import-rows";
import type OcopModuleService from "../../modules/ocop/service";
import { type Commerce, stockLocation } from "./commerce";
import type { Demonstration } from "./demonstration-data";

interface Registered {
  readonly id: string;
  readonly commune: string;
  readonly producer: {
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
    readonly demonstration: boolean;
  };
}
type Single = Demonstration["demonstration_products"][number];
type Basket = Demonstration["baskets"][number];

/** Notes of the source in brackets are no part of a name that people read. */
const shownName = (name: string) => name.replace(/\s*\((?:English|Vietnamese) name.*\)$/, "");

export interface SeededGoods {
  readonly made: number;
  /** Rows of the data file that no registered product answers to. */
  readonly unmatched: readonly string[];
}

/**
 * The goods of the demonstration: what the province has registered, at prices and stocks that are only illustrative. The
 * stock goes to the ledger with an allowance above it, so that every channel may show the number.
 */
export async function seedGoods(
  container: MedusaContainer,
  ocop: OcopModuleService,
  commerce: Commerce,
  demonstration: Demonstration,
): Promise<SeededGoods> {
  const registered = await registeredByName(ocop);
  const products = container.resolve(Modules.PRODUCT);
  const known = new Map(
    (await products.listProducts({}, { select: ["id", "handle"], take: 10_000 })).map(({ id, handle }) => [handle, id]),
  );
  const { programme } = demonstration;
  const unmatched: string[] = [];
  let made = 0;

  const singles: [Single, Registered | undefined][] = [
    ...demonstration.products.map((each): [Single, Registered | undefined] => [
      each,
      registered.get(`${fold(each.name)}|${fold(each.producer)}`),
    ]),
    ...demonstration.demonstration_products.map((each): [Single, Registered | undefined] => [
      each,
      registered.get(`${fold(each.name)}|${fold("HTX Minh Họa")}`),
    ]),
  ];
  const componentOf = new Map<string, { inventoryItemId: string; producer: string }>();
  for (const [goods, product] of singles) {
    if (!product) {
      unmatched.push(goods.name);
      continue;
    }
    const simulated = product.producer.demonstration;
    const metadata: ProductMetadata = {
      registered_product_id: product.id,
      producer_id: product.producer.id,
      producer_name: shownName(product.producer.name),
      product_set: goods.set,
      commune: product.commune,
      alcohol: isAlcohol(goods.set),
      simulated,
      illustrative_price: true,
      basket: false,
      pack: goods.pack,
      unit: goods.unit,
      short_description: goods.short,
      picture: goods.set,
      seller_kind: simulated ? "producer" : "programme",
      seller_name: simulated ? product.producer.name : programme.name,
      seller_phone: simulated ? (product.producer.phone ?? "") : programme.phone,
      on_channel: goods.on_channel,
    };
    const inventoryItemId = await inventoryOf(container, commerce, goods, metadata.producer_name);
    componentOf.set(goods.handle, { inventoryItemId, producer: product.producer.id });
    const standing = known.get(goods.handle);
    const productId =
      standing ??
      (await make(container, commerce, goods, metadata, [{ inventory_item_id: inventoryItemId, required_quantity: 1 }]));
    // Again where it stands: a run may have been cut off between the two.
    await container
      .resolve(ContainerRegistrationKeys.LINK)
      .create({ ocop: { registered_product_id: product.id }, [Modules.PRODUCT]: { product_id: productId } });
    if (!standing) made += 1;
  }
  for (const basket of demonstration.baskets) {
    if (known.has(basket.handle)) continue;
    const parts = basket.components.flatMap(({ handle, quantity }) => {
      const component = componentOf.get(handle);
      return component ? [{ inventory_item_id: component.inventoryItemId, required_quantity: quantity }] : [];
    });
    if (parts.length !== basket.components.length) {
      unmatched.push(basket.name);
      continue;
    }
    await make(container, commerce, basket, basketMetadata(basket, programme), parts);
    made += 1;
  }
  return { made, unmatched };
}

const basketMetadata = (basket: Basket, programme: Demonstration["programme"]): ProductMetadata => ({
  producer_name: programme.name,
  product_set: basket.set,
  commune: "",
  alcohol: false,
  simulated: false,
  illustrative_price: true,
  basket: true,
  pack: basket.pack,
  unit: basket.unit,
  short_description: basket.short,
  picture: basket.set,
  seller_kind: "programme",
  seller_name: programme.name,
  seller_phone: programme.phone,
  on_channel: basket.on_channel,
});

/** One shelf a product, at its producer's place; found again by the handle it was made with. */
async function inventoryOf(
  container: MedusaContainer,
  commerce: Commerce,
  goods: Single,
  producerName: string,
): Promise<string> {
  const sku = `KHO-${goods.handle}`;
  const [known] = await container.resolve(Modules.INVENTORY).listInventoryItems({ sku }, { take: 1 });
  const id = known?.id ?? (await makeInventory(container, commerce, goods, producerName, sku));
  const channels = channelsOf(container);
  const [shelf] = await channels.listStockComponents({ id });
  if (!shelf) {
    await channels.setOnHand([{ inventoryItemId: id, onHand: goods.stock }]);
    // Room for the number on two channels and for the write that replaces one of them before its fence (sync-protocol §7).
    await channels.setAllowance([{ inventoryItemId: id, allowance: 3 * goods.stock }]);
  }
  return id;
}

async function makeInventory(
  container: MedusaContainer,
  commerce: Commerce,
  goods: Single,
  producerName: string,
  sku: string,
): Promise<string> {
  const locationId = await stockLocation(container, `Kho ${producerName}`, [
    commerce.shopChannelId,
    commerce.marketplacesChannelId,
  ]);
  const { result } = await createInventoryItemsWorkflow(container).run({
    input: {
      items: [
        {
          sku,
          title: goods.name,
          requires_shipping: true,
          location_levels: [{ location_id: locationId, stocked_quantity: goods.stock }],
        },
      ],
    },
  });
  const id = result[0]?.id;
  if (!id) throw new Error(`No inventory item was made for ${goods.handle}`);
  return id;
}

async function make(
  container: MedusaContainer,
  commerce: Commerce,
  goods: Single | Basket,
  metadata: ProductMetadata,
  inventoryItems: { inventory_item_id: string; required_quantity: number }[],
): Promise<string> {
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: goods.name,
          handle: goods.handle,
          description: goods.description,
          weight: goods.weight_grams,
          length: goods.size_mm[0],
          width: goods.size_mm[1],
          height: goods.size_mm[2],
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: commerce.shippingProfileId,
          sales_channels: [{ id: commerce.shopChannelId }],
          metadata: { ...metadata },
          options: [{ title: "Quy cách", values: [goods.pack] }],
          variants: [
            {
              title: goods.pack,
              sku: skuFromBytes(randomBytes(8)),
              manage_inventory: true,
              options: { "Quy cách": goods.pack },
              inventory_items: inventoryItems,
              prices: [{ currency_code: "vnd", amount: goods.price }],
            },
          ],
        },
      ],
    },
  });
  const id = result[0]?.id;
  if (!id) throw new Error(`No product was made for ${goods.handle}`);
  return id;
}

async function registeredByName(ocop: OcopModuleService): Promise<Map<string, Registered>> {
  const producers = new Map((await ocop.listProducers({}, { take: null })).map((each) => [each.id, each]));
  const found = new Map<string, Registered>();
  for (const row of await ocop.listRegisteredProducts({ status: "recognised" }, { take: null })) {
    const producer = row.producer_id ? producers.get(row.producer_id) : undefined;
    if (!producer) continue;
    found.set(`${row.folded_name}|${producer.folded_name}`, { id: row.id, commune: row.commune_text ?? "", producer });
  }
  return found;
}
