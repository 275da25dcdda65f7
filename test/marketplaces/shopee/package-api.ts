import { z } from "zod";
import { type Call, pageSize, type Routes, type ShopCall, ShopeeError, seconds, snList } from "./gateway.ts";
import { ownOrder } from "./order-api.ts";
import { activeUnits, arrangeShipment, logisticsStatus, moveOrder, packageNumber, shipBy } from "./orders.ts";
import type { Order, OrderStatus } from "./state.ts";
import type { Store } from "./store.ts";
import { channelOf } from "./taxonomy.ts";

const waysShape = {
  pickup: z.object({ address_id: z.int(), pickup_time_id: z.string(), tracking_number: z.string() }).partial().optional(),
  dropoff: z
    .object({ branch_id: z.int(), sender_real_name: z.string(), tracking_number: z.string(), slug: z.string() })
    .partial()
    .optional(),
};
const shipSchema = z.object({
  order_sn: z.string(),
  package_number: z.string().optional(),
  ...waysShape,
  non_integrated: z.object({ tracking_number: z.string() }).partial().optional(),
});
const packageList = z
  .array(z.object({ package_number: z.string().min(1) }))
  .min(1)
  .max(50);
const massSchema = z.object({
  logistics_channel_id: z.int().optional(),
  product_location_id: z.string().optional(),
  package_list: packageList,
});
const massShipSchema = massSchema.extend({
  ...waysShape,
  non_integrated: z
    .object({ tracking_number: z.array(z.object({ package_number: z.string(), tracking_number: z.string() })) })
    .partial()
    .optional(),
});
const searchSchema = z.object({
  filter: z
    .object({
      package_status: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(2),
      product_location_ids: z.array(z.string()).default([]),
      logistics_channel_ids: z.array(z.int()).default([]),
    })
    .default({ package_status: 2, product_location_ids: [], logistics_channel_ids: [] }),
  pagination: z.object({ page_size: z.int().min(1).max(100), cursor: z.string().default("") }),
  sort: z
    .object({ sort_type: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1), ascending: z.boolean().default(true) })
    .default({ sort_type: 1, ascending: true }),
});
const orderRow = z.object({
  order_sn: z.string(),
  package_number: z.string().optional(),
  tracking_number: z.string().optional(),
});
const documentSchema = z.object({
  order_list: z.array(orderRow).min(1).max(50),
  shipping_document_type: z.string().optional(),
});

const packageStatuses: Readonly<Record<0 | 1 | 2 | 3, readonly OrderStatus[]>> = {
  0: ["PENDING", "READY_TO_SHIP", "RETRY_SHIP", "PROCESSED"],
  1: ["PENDING"],
  2: ["READY_TO_SHIP", "RETRY_SHIP"],
  3: ["PROCESSED"],
};
const ready: readonly OrderStatus[] = ["READY_TO_SHIP", "RETRY_SHIP"];
const handoverOf = (order: Order) => channelOf(order.carrier)?.handover ?? "pickup";
const addressId = 2_826;
const ways = ["pickup", "dropoff", "non_integrated"] as const;
const wayErrors = {
  pickup: "logistics.ship_order_unsupport_pickup",
  dropoff: "logistics.ship_order_unsupport_dropoff",
  non_integrated: "logistics.ship_order_unsupport_non_integrated",
} as const;

/** §7: parcels to ship, how they are handed over, their numbers and papers. One package an order. */
export function packageApi(routes: Routes, store: Store): void {
  const owned = (call: ShopCall) => store.state.orders.filter(({ shop_id }) => shop_id === call.shop.shop_id);
  const byPackage = (call: ShopCall, number: string) => owned(call).find((order) => packageNumber(order) === number);

  function slots(at: number) {
    const noon = Math.floor(at / 86_400_000) * 86_400 + 5 * 3_600;
    return [1, 2, 3].map((day, index) => ({
      date: noon + day * 86_400,
      pickup_time_id: String(noon + day * 86_400),
      flags: index === 0 ? ["recommended"] : [],
    }));
  }
  function parameter(order: Order, at: number): object {
    switch (handoverOf(order)) {
      case "dropoff":
        return { info_needed: { dropoff: [] }, dropoff: { branch_list: [] } };
      case "non_integrated":
        return { info_needed: { non_integrated: ["tracking_no"] } };
      default:
        return {
          info_needed: { pickup: ["address_id", "pickup_time_id"] },
          pickup: {
            address_list: [
              {
                address_id: addressId,
                region: "VN",
                state: "Hưng Yên",
                address_flag: ["default_address", "pickup_address"],
                time_slot_list: slots(at),
              },
            ],
          },
        };
    }
  }
  /** §7: exactly one of the three, the one the channel needs, and only once. */
  function ship(order: Order, asked: { [way in (typeof ways)[number]]?: object | undefined }, at: number): void {
    const given = ways.filter((way) => asked[way] !== undefined);
    const [way] = given;
    if (given.length !== 1 || !way)
      throw new ShopeeError(
        "logistics.ship_order_only_support_one_type",
        "Please select just one way to ship order: pickup or dropoff or non_integrated.",
      );
    if (order.arranged && order.status !== "RETRY_SHIP")
      throw new ShopeeError(
        "logistics.package_already_shipped",
        "This package has already been arranged shipment and you can't call this API again.",
      );
    if (!ready.includes(order.status))
      throw new ShopeeError("logistics.ship_order_not_ready_to_ship", "The order is not ready to ship.");
    if (way !== handoverOf(order)) throw new ShopeeError(wayErrors[way], `This order does not support ship with ${way}.`);
    const { address_id, pickup_time_id, tracking_number } = asked[way] as {
      address_id?: number;
      pickup_time_id?: string;
      tracking_number?: string;
    };
    if (way === "pickup") {
      if (address_id === undefined || pickup_time_id === undefined)
        throw new ShopeeError(
          "logistics.ship_order_need_address_pickup_time",
          "Parameter address_id and pickup_time_id are required.",
        );
      if (address_id !== addressId) throw new ShopeeError("logistics.address_not_found", "Address is not found.");
      if (!slots(at).some((slot) => slot.pickup_time_id === pickup_time_id))
        throw new ShopeeError(
          "logistics.ship_order_pickup_time_invalid",
          "Invalid pickup time id. Please check the pick up time id.",
        );
    }
    arrangeShipment(store, order, way === "non_integrated" ? (tracking_number ?? "") : "", at);
    // Nobody collects for a carrier that is not integrated: it is on its way at once.
    if (way === "non_integrated" && order.status === "PROCESSED") moveOrder(store, order, "SHIPPED", at);
  }

  routes.shop("POST", "/order/search_package_list", async (call) => {
    const { filter, pagination, sort } = await call.body(searchSchema);
    const by = (order: Order) =>
      sort.sort_type === 1 ? shipBy(order) : sort.sort_type === 2 ? order.created : order.paid || order.created;
    const all = owned(call)
      .filter(({ status }) => packageStatuses[filter.package_status].includes(status))
      .filter(({ carrier }) => !filter.logistics_channel_ids.length || filter.logistics_channel_ids.includes(carrier))
      .filter(
        ({ lines }) =>
          !filter.product_location_ids.length || lines.some(({ location }) => filter.product_location_ids.includes(location)),
      )
      .toSorted((one, other) => (by(one) - by(other)) * (sort.ascending ? 1 : -1));
    const start = Number(pagination.cursor || 0);
    const next = start + pagination.page_size;
    const more = next < all.length;
    return {
      packages_list: all.slice(start, next).map((order) => ({
        order_sn: order.order_sn,
        package_number: packageNumber(order),
        logistics_channel_id: order.carrier,
        product_location_id: order.lines[0]?.location ?? "",
        is_shipment_arranged: order.arranged,
      })),
      pagination: { total_count: all.length, next_cursor: more ? String(next) : "", more },
      sort: { sort_type: sort.sort_type, is_asc: sort.ascending },
    };
  });

  routes.shop("GET", "/order/get_package_detail", (call) => {
    const { package_number_list } = call.query(z.object({ package_number_list: snList(50) }));
    const found = package_number_list.flatMap((number) => byPackage(call, number) ?? []);
    if (found.length < package_number_list.length) call.warn("Some package_number are not found and were left out.");
    return {
      package_list: found.map((order) => ({
        order_sn: order.order_sn,
        package_number: packageNumber(order),
        fulfillment_status: logisticsStatus(order),
        update_time: seconds(order.updated),
        logistics_channel_id: order.carrier,
        shipping_carrier: channelOf(order.carrier)?.name ?? "",
        allow_self_design_awb: false,
        days_to_ship: order.daysToShip,
        ship_by_date: seconds(shipBy(order)),
        tracking_number: order.trackingNumber,
        pickup_done_time: order.collected ? seconds(order.collected) : 0,
        is_split_up: false,
        is_shipment_arranged: order.arranged,
        item_list: order.lines.map((line) => ({
          item_id: line.item_id,
          model_id: line.model_id,
          item_sku: line.item_sku,
          model_sku: line.model_sku,
          model_quantity: activeUnits(line),
          order_item_id: line.item_id,
          product_location_id: line.location,
        })),
        can_full_cancel_order: order.status !== "SHIPPED",
        can_partial_cancel_order: order.lines.reduce((sum, line) => sum + activeUnits(line), 0) > 1,
      })),
    };
  });

  routes.shop("GET", "/order/get_shipment_list", (call) => {
    const { page_size, cursor } = call.query(z.object({ page_size: pageSize, cursor: z.string().default("") }));
    const all = owned(call).filter(({ status }) => ready.includes(status));
    const start = Number(cursor.replaceAll('"', "") || 0);
    const next = start + page_size;
    return {
      order_list: all.slice(start, next).map((order) => ({ order_sn: order.order_sn, package_number: packageNumber(order) })),
      more: next < all.length,
      next_cursor: next < all.length ? String(next) : "",
    };
  });

  routes.shop("GET", "/logistics/get_shipping_parameter", (call) => {
    const order = named(call);
    if (order.status === "CANCELLED") throw new ShopeeError("error_status", "The order has been cancelled.");
    if (!ready.includes(order.status) || order.arranged)
      throw new ShopeeError("error_param", "Shipping parameters can only be obtained when package is ready to be shipped");
    return parameter(order, call.at);
  });
  routes.shop("POST", "/logistics/get_mass_shipping_parameter", async (call) => {
    const { package_list } = await call.body(massSchema);
    const { fit, fail_list } = sameChannel(call, package_list);
    const [first] = fit;
    if (!first)
      throw new ShopeeError("common.batch_api_all_failed", "Failed, please check fail_list for more details.", { fail_list });
    return {
      ...parameter(first, call.at),
      success_list: fit.map((order) => ({ package_number: packageNumber(order) })),
      fail_list,
    };
  });
  routes.shop("POST", "/logistics/ship_order", async (call) => {
    const asked = await call.body(shipSchema);
    if (asked.package_number === "") throw new ShopeeError("error_param", "Invalid package number.");
    const order = ownOrder(store, asked.order_sn, call.shop);
    if (asked.package_number !== undefined && asked.package_number !== packageNumber(order))
      throw new ShopeeError("logistics.package_not_exist", "The package is not exist.");
    ship(order, asked, call.at);
    return {};
  });
  routes.shop("POST", "/logistics/mass_ship_order", async (call) => {
    const asked = await call.body(massShipSchema);
    const { fit, fail_list } = sameChannel(call, asked.package_list);
    const success_list: object[] = [];
    for (const order of fit) {
      const number = packageNumber(order);
      const tracking = asked.non_integrated?.tracking_number?.find(({ package_number }) => package_number === number);
      try {
        ship(
          order,
          { ...asked, ...(asked.non_integrated ? { non_integrated: { tracking_number: tracking?.tracking_number } } : {}) },
          call.at,
        );
        success_list.push({ package_number: number });
      } catch (error) {
        if (!(error instanceof ShopeeError)) throw error;
        fail_list.push({ package_number: number, fail_reason: error.message });
      }
    }
    return { success_list, fail_list };
  });

  routes.shop("GET", "/logistics/get_tracking_number", (call) => {
    const order = named(call);
    return { tracking_number: order.trackingNumber, hint: "" };
  });
  routes.shop("POST", "/logistics/get_mass_tracking_number", async (call) => {
    const { package_list } = await call.body(z.object({ package_list: packageList }));
    const success_list: object[] = [];
    const fail_list: object[] = [];
    for (const { package_number } of package_list) {
      const order = byPackage(call, package_number);
      if (order) success_list.push({ package_number, tracking_number: order.trackingNumber });
      else fail_list.push({ package_number, fail_reason: "The package is not exist." });
    }
    return { success_list, fail_list };
  });
  routes.shop("GET", "/logistics/get_tracking_info", (call) => {
    const order = named(call);
    return {
      order_sn: order.order_sn,
      package_number: packageNumber(order),
      logistics_status: logisticsStatus(order),
      tracking_info: order.collected
        ? [{ update_time: seconds(order.collected), description: "Bưu tá đã lấy hàng", logistics_status: "PICKED_UP" }]
        : [],
    };
  });
  routes.shop("GET", "/logistics/get_address_list", () => ({
    show_pickup_address: true,
    address_list: [
      {
        address_id: addressId,
        region: "VN",
        state: "Hưng Yên",
        city: "",
        district: "",
        town: "",
        zipcode: "",
        address: "Kho của gian hàng",
        address_type: ["DEFAULT_ADDRESS", "PICK_UP_ADDRESS", "RETURN_ADDRESS"],
      },
    ],
  }));

  routes.shop("POST", "/logistics/get_shipping_document_parameter", async (call) =>
    documents(call, () => ({
      suggest_shipping_document_type: "THERMAL_AIR_WAYBILL",
      selectable_shipping_document_type: ["NORMAL_AIR_WAYBILL", "THERMAL_AIR_WAYBILL"],
    })),
  );
  routes.shop("POST", "/logistics/create_shipping_document", async (call) =>
    documents(call, (order, row) => {
      if (row.tracking_number !== order.trackingNumber) return "The tracking_number is not that of the order.";
      if (order.status !== "PROCESSED") return "The label can be made from arranging to collecting.";
      if (order.documentReady === 0) {
        order.documentReady = call.at + 1_000;
        store.later({ kind: "document", order_sn: order.order_sn, at: order.documentReady });
      }
      return {};
    }),
  );
  routes.shop("POST", "/logistics/get_shipping_document_result", async (call) =>
    documents(call, (order) => {
      if (order.documentReady === 0) return "No label was asked for.";
      return { status: order.documentReady <= call.at ? "READY" : "PROCESSING" };
    }),
  );
  routes.shopAtTop("POST", "/logistics/download_shipping_document", async (call) => {
    const { order_list } = await call.body(documentSchema);
    const orders = order_list.map(({ order_sn }) => ownOrder(store, order_sn, call.shop));
    if (orders.some(({ documentReady, status }) => documentReady === 0 || documentReady > call.at || status !== "PROCESSED"))
      throw new ShopeeError("logistics.error_param", "The package can not print now.");
    return new Response(pdf(`PHIEU GIAO MO PHONG ${orders.map(({ order_sn }) => order_sn).join(" ")}`), {
      headers: { "content-type": "application/pdf" },
    });
  });

  function named(call: ShopCall): Order {
    const { order_sn, package_number } = call.query(z.object({ order_sn: z.string(), package_number: z.string().optional() }));
    const order = ownOrder(store, order_sn, call.shop);
    if (package_number !== undefined && package_number !== packageNumber(order))
      throw new ShopeeError("logistics.package_not_exist", "The package is not exist.");
    return order;
  }
  /** A mass call is for one location and one channel; what is of another is told as failed. */
  function sameChannel(call: ShopCall, asked: readonly { package_number: string }[]) {
    const fail_list: { package_number: string; fail_reason: string }[] = [];
    const fit: Order[] = [];
    for (const { package_number } of asked) {
      const order = byPackage(call, package_number);
      const [first] = fit;
      if (!order) fail_list.push({ package_number, fail_reason: "The package is not exist." });
      else if (first && (first.carrier !== order.carrier || first.lines[0]?.location !== order.lines[0]?.location))
        fail_list.push({ package_number, fail_reason: "Package is not under the specified fulfilment channel" });
      else fit.push(order);
    }
    return { fit, fail_list };
  }
  /** Each order for itself; an error only when all of them failed. */
  async function documents(
    call: ShopCall & Call,
    tell: (order: Order, row: z.infer<typeof orderRow>) => object | string,
  ): Promise<object> {
    const { order_list } = await call.body(documentSchema);
    let failed = 0;
    const result_list = order_list.map((row) => {
      const order = store.order(row.order_sn);
      const told = order?.shop_id === call.shop.shop_id ? tell(order, row) : "The order is not found.";
      const about = { order_sn: row.order_sn, package_number: order ? packageNumber(order) : "" };
      if (typeof told !== "string") return { ...about, ...told };
      failed += 1;
      return { ...about, fail_error: "logistics.error_param", fail_message: told };
    });
    if (failed === order_list.length)
      throw new ShopeeError("common.batch_api_all_failed", "Failed, please check result_list for more details.", {
        result_list,
      });
    return { result_list };
  }
}

/** One page that a reader opens; the text is plain ASCII so that no font is needed. */
function pdf(text: string): string {
  const content = `BT /F1 14 Tf 40 780 Td (${text.replaceAll(/[^\x20-\x7e]|[()\\]/g, "")}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
