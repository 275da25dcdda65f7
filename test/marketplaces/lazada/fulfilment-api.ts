import { z } from "zod";
import { LazadaError } from "./error.ts";
import { type Api, type Call, listed, type Marketplace, needed } from "./gateway.ts";
import { is } from "./order-status.ts";
import type { Order, OrderItem, Package } from "./state.ts";

const id = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number);
const ordersSchema = z.object({ orders: z.array(z.object({ order_id: id, order_item_ids: z.array(id) })).min(1) });
const packSchema = z.object({
  pack_order_list: z.array(z.object({ order_id: id, order_item_list: z.array(id).min(1) })).min(1),
  delivery_type: z.string(),
  shipping_allocate_type: z.enum(["TFS", "NTFS"]),
  shipment_provider_code: z.string().optional(),
});
const parcelsSchema = z.object({ packages: z.array(z.object({ package_id: z.string() })).min(1) });
const documentSchema = parcelsSchema.extend({ doc_type: z.enum(["PDF", "HTML"]), print_item_list: z.boolean().optional() });
const mostAtOnce = 20;

/** §7: a second result inside the first, and a third in every row; only the last says whether anything was done. */
export function fulfilmentApi({ store, orders, reverses, faults }: Marketplace): readonly Api[] {
  function result(data: unknown, failed?: readonly [code: string, message: string]) {
    const [code = null, message = null] = failed ?? [];
    const why = store.dials.errorKeysInCamelCase
      ? { errorCode: code, errorMsg: message }
      : { error_code: code, error_msg: message };
    return { result: { success: !failed, data: failed ? null : data, ...why } };
  }
  /** The request is one parameter that holds JSON; batches end at 20. */
  function asked<Schema extends z.ZodType>(
    call: Call,
    name: string,
    schema: Schema,
    size: (value: z.infer<Schema>) => number,
  ): { value: z.infer<Schema> } | { failed: ReturnType<typeof result> } {
    let json: unknown;
    try {
      json = JSON.parse(needed(call.parameters, name));
    } catch {
      return { failed: result(null, ["700004", "param illegal"]) };
    }
    const value = schema.safeParse(json);
    if (!value.success) return { failed: result(null, ["700004", `param illegal: ${value.error.issues[0]?.path.join(".")}`]) };
    if (size(value.data) > mostAtOnce) return { failed: result(null, ["700022", "batch size out of limit"]) };
    return { value: value.data };
  }
  const row = (code: string, msg: string, retry = false) => ({ item_err_code: code, msg, retry });
  const busy = (call: Call) => faults.met(call.context, "locked");
  const half = (call: Call, isLast: boolean) => isLast && faults.met(call.context, "partial-failure");

  function pack(call: Call) {
    const request = asked(call, "packReq", packSchema, ({ pack_order_list }) => pack_order_list.length);
    if ("failed" in request) return request.failed;
    const { pack_order_list, delivery_type, shipping_allocate_type, shipment_provider_code } = request.value;
    if (delivery_type !== "dropship") return result(null, ["700004", "delivery_type must be dropship"]);
    if (shipping_allocate_type !== "TFS") return result(null, ["700016", "seller not available 3pl"]);
    if (shipment_provider_code !== undefined)
      return result(null, ["700004", "shipment_provider_code cannot be passed by a local store"]);
    return result({
      pack_order_list: pack_order_list.map(({ order_id, order_item_list }, index) => ({
        order_id,
        order_item_list: packOne(call, order_id, order_item_list, index === pack_order_list.length - 1),
      })),
    });
  }
  function packOne(call: Call, orderId: number, ids: readonly number[], last: boolean) {
    const order = store.order(call.seller, orderId);
    const found = ids.map((itemId) => ({ itemId, line: order?.items.find(({ order_item_id }) => order_item_id === itemId) }));
    const warehouses = new Set(found.flatMap(({ line }) => line?.warehouse ?? []));
    const why = (line: OrderItem | undefined, index: number) => {
      if (busy(call)) return row("700024", "failed get lock,pls try later", true);
      if (!order) return row("700021", "order not found");
      if (!line) return row("700025", "order item not found");
      if (!is(line, "pending", "repacked")) return row("700026", "item current status not allow to pack");
      if (reverses.wishOf(order, line)) return row("700031", "item not ready to fulfill");
      if (warehouses.size > 1) return row("700029", "item must belong same warehouse");
      if (half(call, last && index === ids.length - 1)) return row("1003", "3pl allocation failed", true);
      return undefined;
    };
    const judged = found.map(({ itemId, line }, index) => ({ itemId, line, no: why(line, index) }));
    const going = judged.flatMap(({ line, no }) => (line && !no ? [line] : []));
    const parcel = order && going.length ? orders.pack(order, going) : undefined;
    return judged.map(({ itemId, no }) => ({
      order_item_id: itemId,
      ...(no ?? row("0", "success")),
      tracking_number: no ? "" : (parcel?.tracking_number ?? ""),
      shipment_provider: no ? "" : "LEX VN",
      package_id: no ? "" : (parcel?.package_id ?? ""),
    }));
  }

  function withParcels(
    name: string,
    act: (call: Call, parcel: Package, last: boolean) => ReturnType<typeof row> | undefined,
  ): Api["call"] {
    return (call) => {
      const request = asked(call, name, parcelsSchema, ({ packages }) => packages.length);
      if ("failed" in request) return request.failed;
      const { packages } = request.value;
      return result({
        packages: packages.map(({ package_id }, index) => {
          const parcel = own(call, package_id);
          const no = busy(call)
            ? row("700024", "failed get lock,pls try later", true)
            : parcel
              ? act(call, parcel, index === packages.length - 1)
              : row("600001", "package not found");
          return { package_id, ...(no ?? row("0", "success")) };
        }),
      });
    };
  }
  const own = (call: Call, packageId: string): Package | undefined =>
    store.state.packages.find(({ package_id, seller_id }) => package_id === packageId && seller_id === call.seller);

  const readyToShip = withParcels("readyToShipReq", (call, parcel, last) => {
    if (parcel.state === "canceled") return row("600002", "package already cancelled");
    if (parcel.state !== "packed") return row("700000", "current package status not allow to operation");
    if (half(call, last)) return row("6", "system is busy now ,pls try later", true);
    orders.readyToShip(parcel);
    return undefined;
  });
  const repack = withParcels("rePackReq", (_call, parcel) => {
    if (parcel.state === "canceled") return row("600002", "package already cancelled");
    if (parcel.state !== "packed") return row("700000", "current package status not allow to operation");
    orders.repack(parcel);
    return undefined;
  });
  const byOwnFleet = (name: string) => withParcels(name, () => row("700009", "operation not support fot nonDBS order!"));

  function providers(call: Call) {
    const request = asked(call, "getShipmentProvidersReq", ordersSchema, (value) => value.orders.length);
    if ("failed" in request) return request.failed;
    if (request.value.orders.some(({ order_id }) => !store.order(call.seller, order_id)))
      return result(null, ["700021", "order not found"]);
    return result({ platform_default: 1, shipment_providers: [], shipping_allocate_type: "TFS" });
  }

  function document(call: Call) {
    const request = asked(call, "getDocumentReq", documentSchema, ({ packages }) => packages.length);
    if ("failed" in request) return request.failed;
    const parcels = request.value.packages.flatMap(({ package_id }) => own(call, package_id) ?? []);
    const printable = parcels.filter(({ state }) => state !== "canceled");
    if (!printable.length) return result(null, ["700040", "There are no packages that support printing!"]);
    const label = printable.map((parcel) => labelOf(parcel, store.order(call.seller, parcel.order_id))).join("");
    return result({ file: Buffer.from(label).toString("base64"), doc_type: request.value.doc_type });
  }
  /** The older calls for papers, by the unit and in the plain envelope. */
  const wrong = (code: string, message: string) => new LazadaError(code, `E0${code}: ${message}`, { type: "ISP" });
  function lineOf(call: Call, text: string) {
    for (const order of store.state.orders) {
      const line =
        order.seller_id === call.seller ? order.items.find((each) => String(each.order_item_id) === text) : undefined;
      if (line) return { order, line };
    }
    throw wrong("20", `"${text}" Invalid Order Item IDs`);
  }
  function packedLineOf(call: Call, text: string) {
    const found = lineOf(call, text);
    if (!found.line.package_id) throw wrong("34", "Order Item must be packed. Please call SetStatusToReadyToShip before");
    return found;
  }
  function unitDocument(call: Call) {
    const document_type = needed(call.parameters, "doc_type");
    if (!["invoice", "shippingLabel", "carrierManifest"].includes(document_type))
      throw wrong("32", `Document type "${document_type}" is not valid`);
    const found = (listed(needed(call.parameters, "order_item_ids")) ?? []).map((text) => packedLineOf(call, text));
    const parcels = new Set(found.map(({ line }) => line.package_id));
    const label = [...parcels].flatMap((id) => own(call, id) ?? []).map((parcel) => labelOf(parcel, found[0]?.order));
    const file = Buffer.from(label.join("")).toString("base64");
    return { data: { document: { file, mime_type: "text/html", document_type } } };
  }
  function setInvoice(call: Call) {
    const { line } = packedLineOf(call, needed(call.parameters, "order_item_id"));
    line.invoice = needed(call.parameters, "invoice_number");
    store.changed();
    return { data: { order_item_id: line.order_item_id, invoice_number: line.invoice } };
  }

  const labelOf = ({ package_id, tracking_number }: Package, order: Order | undefined) =>
    `<section><h1>Vận đơn mô phỏng ${tracking_number}</h1><p>${package_id} · ${order?.order_id}</p></section>`;

  const either = ["GET", "POST"] as const;
  const api = (path: string, methods: Api["methods"], call: Api["call"]): Api => ({ path, methods, access: "seller", call });
  return [
    api("/order/shipment/providers/get", either, providers),
    api("/order/fulfill/pack", ["POST"], pack),
    api("/order/package/document/get", either, document),
    api("/order/document/get", ["GET"], unitDocument),
    api("/order/invoice_number/set", ["POST"], setInvoice),
    api("/order/package/rts", ["POST"], readyToShip),
    api("/order/package/repack", either, repack),
    api("/order/package/sof/delivered", ["POST"], byOwnFleet("dbsDeliveryReq")),
    api("/order/package/sof/failed_delivery", ["POST"], byOwnFleet("dbsFailedDeliveryReq")),
  ];
}
