import type { ChannelCarrier } from "../contract/index.ts";
import type { ShopeeCarrier } from "./wire-taxonomy.ts";

/** A weight limit of 0 is none (API page of get_channel_list). */
export function carrierFromShopee(carrier: ShopeeCarrier): ChannelCarrier {
  const grams = (kilograms: number | null | undefined) =>
    kilograms && kilograms > 0 ? Math.round(kilograms * 1000) : undefined;
  const least = grams(carrier.weight_limit?.item_min_weight);
  const most = grams(carrier.weight_limit?.item_max_weight);
  return {
    id: carrier.logistics_channel_id,
    name: carrier.logistics_channel_name || carrier.logistics_channel_id,
    enabled: carrier.enabled ?? false,
    ...(carrier.fee_type === "SIZE_INPUT" ? { needsSize: true } : {}),
    ...(least === undefined && most === undefined
      ? {}
      : { grams: { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) } }),
  };
}
