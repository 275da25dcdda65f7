import type { ShopeeSettings } from "./settings.ts";
import type { ShopeeShippingParameter } from "./wire-orders.ts";

/**
 * One of the three objects that ship_order takes, sent even when empty (shopee §7); undefined when each that Shopee offers
 * asks for something nobody has told us, such as a tracking number.
 */
export function wayToShip(
  parameter: ShopeeShippingParameter,
  settings: Pick<ShopeeSettings, "handOver" | "pickupAddressId" | "dropoffBranchId">,
): Record<string, unknown> | undefined {
  const ways = { dropoff: () => dropoff(parameter, settings), pickup: () => pickup(parameter, settings) };
  const order = settings.handOver === "pickup" ? (["pickup", "dropoff"] as const) : (["dropoff", "pickup"] as const);
  for (const name of order) {
    const body = parameter.info_needed[name] ? ways[name]() : undefined;
    if (body) return { [name]: body };
  }
  const needed = parameter.info_needed.non_integrated;
  return needed && !needed.length ? { non_integrated: {} } : undefined;
}

function dropoff({ info_needed, dropoff }: ShopeeShippingParameter, settings: Pick<ShopeeSettings, "dropoffBranchId">) {
  const needed = new Set(info_needed.dropoff);
  if (!needed.delete("branch_id")) return needed.size ? undefined : {};
  const branches = dropoff?.branch_list ?? [];
  const chosen = branches.find(({ branch_id }) => branch_id === settings.dropoffBranchId);
  // Which branch is near is the seller's to say.
  return chosen && !needed.size ? { branch_id: chosen.branch_id } : undefined;
}

function pickup({ info_needed, pickup }: ShopeeShippingParameter, settings: Pick<ShopeeSettings, "pickupAddressId">) {
  const needed = new Set(info_needed.pickup);
  const asksAddress = needed.delete("address_id");
  const asksTime = needed.delete("pickup_time_id");
  if (needed.size) return undefined;
  if (!asksAddress && !asksTime) return {};
  const addresses = pickup?.address_list ?? [];
  const flagged = (flag: string) => addresses.find(({ address_flag }) => address_flag?.includes(flag));
  const address =
    settings.pickupAddressId === undefined
      ? (flagged("current_address") ?? flagged("pickup_address") ?? flagged("default_address") ?? addresses[0])
      : addresses.find(({ address_id }) => address_id === settings.pickupAddressId);
  if (!address) return undefined;
  // Some channels name no time; then Shopee arranges one (API page of ship_order).
  const slots = address.time_slot_list ?? [];
  const slot = slots.find(({ flags }) => flags?.includes("recommended")) ?? slots[0];
  return { address_id: address.address_id, ...(slot ? { pickup_time_id: slot.pickup_time_id } : {}) };
}
