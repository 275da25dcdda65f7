import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows";

export interface Commerce {
  readonly regionId: string;
  readonly publishableKey: string;
  readonly shopChannelId: string;
  readonly marketplacesChannelId: string;
  readonly shippingProfileId: string;
  /** Where the programme packs; its zones carry the shipping options. */
  readonly programmeLocationId: string;
}

/** From here goods go to the whole country; the fee is by zone, and the checkout takes the option of the buyer's province. */
export const shippingZones = [
  { code: "giao-noi-tinh", name: "Giao trong tỉnh Hưng Yên", fee: 20_000, zone: "hung-yen" },
  { code: "giao-toan-quoc", name: "Giao toàn quốc", fee: 35_000, zone: "vn" },
] as const;

/** What any shop of this product needs, demonstration or not. Each part is looked for before it is made. */
export async function seedCommerce(container: MedusaContainer): Promise<Commerce> {
  const shopChannelId = await salesChannel(container, "Cửa hàng OCOP", "Cửa hàng quà tặng OCOP Hưng Yên");
  const marketplacesChannelId = await salesChannel(container, "Sàn", "Đơn từ các sàn thương mại điện tử");
  await storeSettings(container, shopChannelId);
  const regionId = await region(container);
  const publishableKey = await apiKey(container, shopChannelId);
  const shippingProfileId = await shippingProfile(container);
  const programmeLocationId = await stockLocation(container, "Kho chương trình OCOP Hưng Yên", [
    shopChannelId,
    marketplacesChannelId,
  ]);
  await shipping(container, programmeLocationId, shippingProfileId);
  return { regionId, publishableKey, shopChannelId, marketplacesChannelId, shippingProfileId, programmeLocationId };
}

async function salesChannel(container: MedusaContainer, name: string, description: string): Promise<string> {
  const [known] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({ name }, { take: 1 });
  if (known) return known.id;
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name, description }] },
  });
  return made(result[0]).id;
}

async function storeSettings(container: MedusaContainer, shopChannelId: string): Promise<void> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 });
  if (!store || store.default_sales_channel_id === shopChannelId) return;
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        name: "OCOP Hưng Yên",
        default_sales_channel_id: shopChannelId,
        supported_currencies: [{ currency_code: "vnd", is_default: true, is_tax_inclusive: true }],
      },
    },
  });
}

async function region(container: MedusaContainer): Promise<string> {
  const [known] = await container.resolve(Modules.REGION).listRegions({ currency_code: "vnd" }, { take: 1 });
  const [taxed] = await container.resolve(Modules.TAX).listTaxRegions({ country_code: "vn" }, { take: 1 });
  if (!taxed)
    // Dated rates, by the day of the order.
    await createTaxRegionsWorkflow(container).run({ input: [{ country_code: "vn", provider_id: "tp_vat_vat" }] });
  if (known) return known.id;
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Việt Nam",
          currency_code: "vnd",
          countries: ["vn"],
          payment_providers: ["pp_system_default"],
          is_tax_inclusive: true,
          automatic_taxes: true,
        },
      ],
    },
  });
  return made(result[0]).id;
}

async function apiKey(container: MedusaContainer, shopChannelId: string): Promise<string> {
  const keys = container.resolve(Modules.API_KEY);
  let [key] = await keys.listApiKeys({ type: "publishable", title: "storefront" }, { take: 1 });
  if (!key) {
    const { result } = await createApiKeysWorkflow(container).run({
      input: { api_keys: [{ title: "storefront", type: "publishable", created_by: "seed" }] },
    });
    key = made(result[0]);
  }
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [shopChannelId] } });
  return key.token;
}

async function shippingProfile(container: MedusaContainer): Promise<string> {
  const [known] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: "default" }, { take: 1 });
  if (known) return known.id;
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Hàng thường", type: "default" }] },
  });
  return made(result[0]).id;
}

/** Open to every sales channel: the ledger, not the place, decides what may be sold where. */
export async function stockLocation(container: MedusaContainer, name: string, channelIds: string[]): Promise<string> {
  let [place] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({ name }, { take: 1 });
  if (!place) {
    const { result } = await createStockLocationsWorkflow(container).run({
      input: { locations: [{ name, address: { address_1: name, country_code: "vn", province: "Hưng Yên" } }] },
    });
    place = made(result[0]);
  }
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: place.id, add: channelIds } });
  return place.id;
}

async function shipping(container: MedusaContainer, locationId: string, shippingProfileId: string): Promise<void> {
  const fulfilment = container.resolve(Modules.FULFILLMENT);
  const name = "Giao hàng OCOP Hưng Yên";
  let [set] = await fulfilment.listFulfillmentSets({ name }, { take: 1, relations: ["service_zones"] });
  set ??= await fulfilment.createFulfillmentSets({
    name,
    type: "shipping",
    service_zones: [{ name: "Việt Nam", geo_zones: [{ country_code: "vn", type: "country" }] }],
  });
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  await link.create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    },
  ]);
  const zoneId = made(set.service_zones[0]).id;
  const known = await fulfilment.listShippingOptions({ service_zone: { id: zoneId } }, { select: ["id", "name"] });
  const missing = shippingZones.filter(({ name: title }) => !known.some((option) => option.name === title));
  if (!missing.length) return;
  await createShippingOptionsWorkflow(container).run({
    input: missing.map(({ code, name: title, fee, zone }) => ({
      name: title,
      price_type: "flat" as const,
      provider_id: "manual_manual",
      service_zone_id: zoneId,
      shipping_profile_id: shippingProfileId,
      type: { label: title, description: title, code },
      prices: [{ currency_code: "vnd", amount: fee }],
      data: { zone },
      rules: [{ attribute: "enabled_in_store", operator: "eq" as const, value: "true" }],
    })),
  });
}

function made<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("Medusa made nothing");
  return thing;
}
