import { ConnectorError } from "../contract/index.ts";
import type { ShopeeClient } from "./client.ts";
import type { ShopeeOrders } from "./order-details.ts";
import { shopeeLimits } from "./policy.ts";
import type { ShopeeSettings } from "./settings.ts";
import { shopeeTexts } from "./texts.ts";
import { wayToShip } from "./way-to-ship.ts";
import { nothingSchema } from "./wire.ts";
import { type ShopeePackage, shopeePackageListSchema, shopeeShippingParameterSchema } from "./wire-orders.ts";

const { say } = shopeeTexts;

const left: ReadonlySet<string> = new Set(["SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED", "TO_RETURN"]);
const notYet: ReadonlySet<string> = new Set(["PENDING", "INVOICE_PENDING"]);
/** Nothing is arranged for these any more. */
const over: ReadonlySet<string> = new Set(["LOGISTICS_INVALID", "LOGISTICS_REQUEST_CANCELED", "LOGISTICS_COD_REJECTED"]);
const waiting: ReadonlySet<string> = new Set(["LOGISTICS_NOT_START", "LOGISTICS_PENDING_ARRANGE"]);

/** Arranges what of an order is not arranged yet: a parcel a call, each read back before, since a second call may book twice. */
export async function arrange(
  client: ShopeeClient,
  orders: ShopeeOrders,
  settings: Pick<ShopeeSettings, "handOver" | "pickupAddressId" | "dropoffBranchId">,
  orderId: string,
): Promise<void> {
  const order = await orders.wire(orderId);
  const { order_status: status } = order;
  if (left.has(status)) return;
  if (status === "UNPAID")
    throw new ConnectorError("rejected", "unpaid", `Order ${orderId} is not paid`, { says: say("order-unpaid") });
  if (status === "IN_CANCEL")
    throw new ConnectorError("rejected", "cancel-asked", `A cancellation of ${orderId} is asked for`, {
      says: say("cancel-asked"),
    });
  if (status === "CANCELLED")
    throw new ConnectorError("rejected", "cancelled", `Order ${orderId} is cancelled`, { says: say("order-state") });
  if (notYet.has(status)) throw pending(orderId);

  const numbers = (order.package_list ?? []).flatMap(({ package_number }) => package_number || []);
  const packages = await packagesOf(client, numbers);
  // Without its parcels nothing tells whether a lost call arranged it.
  if (!numbers.length && status !== "PROCESSED") throw pending(orderId);
  for (const { package_number } of packages.filter((each) => isOpen(each, orderId)))
    await arrangeOne(client, settings, orderId, numbers.length > 1 ? package_number : undefined);
}

async function packagesOf(client: ShopeeClient, numbers: readonly string[]): Promise<ShopeePackage[]> {
  const found: ShopeePackage[] = [];
  for (let at = 0; at < numbers.length; at += shopeeLimits.packagesPerDetail) {
    const asked = numbers.slice(at, at + shopeeLimits.packagesPerDetail);
    const { package_list } = await client.get(
      "order/get_package_detail",
      { query: { package_number_list: asked.join(",") }, urgency: "stock" },
      shopeePackageListSchema,
    );
    found.push(...(package_list ?? []));
    const missing = asked.filter((number) => !package_list?.some(({ package_number }) => package_number === number));
    if (missing.length)
      throw new ConnectorError("unexpected", "package", `Parcels ${missing.join(", ")} could not be read`, {
        says: say("shape"),
      });
  }
  return found;
}

/**
 * Between arranging and its tracking number a parcel still reads LOGISTICS_READY: only its own flag tells (shopee §7).
 * Without the flag it is not known, and a second booking would be a second courier.
 */
function isOpen({ package_number, is_shipment_arranged, ...parcel }: ShopeePackage, orderId: string): boolean {
  const status = parcel.fulfillment_status || parcel.logistics_status || "";
  if (over.has(status)) return false;
  if (waiting.has(status)) throw pending(orderId);
  if (status === "LOGISTICS_PICKUP_RETRY") return true;
  if (status !== "LOGISTICS_READY" && status !== "") return false;
  if (is_shipment_arranged == null)
    throw new ConnectorError("unexpected", "package", `Parcel ${package_number} does not say whether it is arranged`, {
      says: say("shape"),
    });
  return !is_shipment_arranged;
}

async function arrangeOne(
  client: ShopeeClient,
  settings: Parameters<typeof wayToShip>[1],
  order_sn: string,
  package_number: string | undefined,
): Promise<void> {
  // An empty package_number is refused, and so is any for an order that is one parcel (shopee §7).
  const which = { order_sn, ...(package_number === undefined ? {} : { package_number }) };
  const parameter = await client.get("logistics/get_shipping_parameter", { query: which }, shopeeShippingParameterSchema);
  const way = wayToShip(parameter, settings);
  if (!way)
    throw new ConnectorError("rejected", "ship_order", "Shopee asks for a number or an address that is not known here", {
      says: say("ship-incomplete"),
    });
  try {
    await client.post("logistics/ship_order", { json: { ...which, ...way } }, nothingSchema);
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.says?.code !== say("already-arranged").code) throw error;
  }
}

/** Not sent, so that it is asked again by itself. */
const pending = (orderId: string) =>
  new ConnectorError("retryable", "pending", `Shopee still processes order ${orderId}`, {
    sent: false,
    says: say("order-pending"),
  });
