import { LazadaError } from "./error.ts";
import { type Api, type Call, listed, type Marketplace, needed } from "./gateway.ts";
import { cancellable, is } from "./order-status.ts";
import { sellerReasons } from "./reverses.ts";
import { type Order, type OrderItem, type Reverse, type ReverseLine, reverseStatuses } from "./state.ts";

const wrong = (code: string, message: string) => new LazadaError(code, `E0${code}: ${message}`, { type: "ISP" });
const isCancellable = (line: OrderItem) => is(line, ...cancellable);
const within = (at: number, after: string | undefined, before: string | undefined) =>
  (after === undefined || at >= Number(after)) && (before === undefined || at <= Number(before));

/** §7: what sellers cancel, what buyers ask to cancel, what comes back. */
export function reverseApi({ store, reverses, faults }: Marketplace): readonly Api[] {
  function linesAsked(call: Call): { order: Order; lines: OrderItem[] } {
    const { order_id, order_item_id_list } = call.parameters;
    if (!order_id) throw wrong("115", "order id is null");
    const order = store.order(call.seller, Number(order_id));
    if (!order) throw wrong("122", "invalid trade order");
    const ids = listed(order_item_id_list ?? "")?.map(Number);
    if (!ids?.length) throw wrong("102", "trade order line id is empty or invalid");
    const lines = ids.map((id) => {
      const line = order.items.find(({ order_item_id }) => order_item_id === id);
      if (!line) throw wrong("123", `invalid trade order lines ${id}`);
      return line;
    });
    return { order, lines };
  }
  /** Not a code: `code` is "0", and only the tip says that nothing can be done (DOC:121329). */
  const cannot = {
    data: { tip_type: "error", tip_content: "Only order items with the Pending ~ Ready To Ship status can be cancelled." },
  };

  function validate(call: Call) {
    const { lines } = linesAsked(call);
    if (!lines.every(isCancellable)) return cannot;
    return {
      data: {
        tip_type: "warning",
        tip_content: "SKU stock may be set to 0 after cancellation due to reasons: 'out of stock' or 'incorrect pricing'.",
        reason_options: sellerReasons.map(({ reason_id, reason_name }) => ({ reason_id, reason_name })),
      },
    };
  }
  /** A GET that writes (§9.15). */
  function cancel(call: Call) {
    const { order, lines } = linesAsked(call);
    const reason = sellerReasons.find(({ reason_id }) => reason_id === call.parameters.reason_id);
    if (!reason) throw wrong("104", "reason is empty or invalid");
    if (!lines.every(isCancellable)) return cannot;
    reverses.cancelAtOnce(order, lines, {
      initiator: "cancellation-seller",
      reason: reason.reason_name,
      empties: reason.empties,
    });
    return { data: { tip_type: "success", tip_content: "The order has been cancelled and SKU stock may have been set to 0." } };
  }

  const own = (call: Call, text: string | undefined, code: string): Reverse => {
    const found = store.state.reverses.find(
      ({ reverse_order_id, seller_id }) => String(reverse_order_id) === text && seller_id === call.seller,
    );
    if (!found) throw wrong(code, "reverse order id is empty or invalid");
    return found;
  };

  function decide(call: Call) {
    const reverse = own(call, call.parameters.reverse_order_id, "105");
    const agrees = needed(call.parameters, "agree_cancel");
    if (!["true", "false"].includes(agrees) || !reverses.decide(reverse, agrees === "true"))
      throw wrong("131", "no decision for this reverse order");
    return { data: null };
  }

  /** The steps between asking and the money are ours: no page we read draws them. */
  function update(call: Call) {
    const { action = "", reverse_order_id, reverse_order_item_ids, reason_id, comment } = call.parameters;
    const reverse = own(call, reverse_order_id, "125");
    const ids = listed(reverse_order_item_ids ?? "")?.map(Number) ?? [];
    if (!ids.length) throw wrong("100", "reverse order list is empty");
    const lines = ids.map((id) => reverse.lines.find(({ reverse_order_line_id }) => reverse_order_line_id === id));
    if (lines.some((line) => !line)) throw wrong("126", "invalid reverse order lines");
    if (reverse.request_type === "CANCEL") throw wrong("114", "this reverse does not support this action");
    if (action.startsWith("refuse")) {
      if (!reason_id) throw wrong("108", "reason can't be empty if you want to refuse return or refund");
      if (!comment) throw wrong("109", "comment can't be empty if you want to refuse return or refund");
      if (ids.length > 1) throw wrong("111", "do not support massive reverse order line operation");
    }
    const steps: Readonly<Record<string, readonly ReverseLine["status"][]>> = {
      instantRefund: ["REQUEST_INITIATE"],
      agreeReturn: ["REQUEST_INITIATE"],
      refuseReturn: ["REQUEST_INITIATE"],
      confirmDelivery: ["BUYER_RETURN_ITEM"],
      agreeRefund: ["REQUEST_INITIATE", "BUYER_RETURN_ITEM", "SELLER_AGREE_REFUND"],
      refuseRefund: ["BUYER_RETURN_ITEM", "SELLER_AGREE_REFUND"],
    };
    const from = Object.hasOwn(steps, action) ? steps[action] : undefined;
    if (!from) throw wrong("107", "invalid action");
    if (lines.some((line) => line && !from.includes(line.status)))
      throw wrong("114", "this reverse does not support this action");
    if (action === "instantRefund" || action === "agreeRefund") reverses.refund(reverse, ids);
    else
      reverses.settle(
        reverse,
        (
          {
            agreeReturn: "SELLER_AGREE_RETURN",
            refuseReturn: "REQUEST_REJECT",
            confirmDelivery: "SELLER_AGREE_REFUND",
            refuseRefund: "SELLER_REJECT_REFUND",
          } as const
        )[action] ?? "REQUEST_REJECT",
        ids,
      );
    return {
      data: {
        reverse_order_id: reverse.reverse_order_id,
        reverse_order_line: reverse.lines.map((line) => told(reverse, line)),
      },
    };
  }

  function told(reverse: Reverse, line: ReverseLine) {
    const order = store.order(reverse.seller_id, reverse.order_id);
    const unit = order?.items.find(({ order_item_id }) => order_item_id === line.order_item_id);
    return {
      reverse_order_line_id: line.reverse_order_line_id,
      trade_order_line_id: line.order_item_id,
      reverse_status: line.status,
      ofc_status: "",
      is_need_refund: reverse.request_type !== "CANCEL" || (order?.paid ?? 0) > 0,
      refund_amount: unit ? unit.price - unit.voucher_seller - unit.voucher_platform : 0,
      refund_payment_method: order?.cod ? "COD" : "MIXEDCARD",
      item_unit_price: unit?.price ?? 0,
      reason_text: reverse.reason,
      reason_code: reverse.reason_code,
      whqc_decision: "",
      is_dispute: false,
      seller_sku_id: unit?.seller_sku ?? "",
      platform_sku_id: unit ? String(unit.sku_id) : "",
      tracking_number: "",
      trade_order_gmt_create: order?.created ?? 0,
      return_order_line_gmt_create: reverse.created,
      return_order_line_gmt_modified: line.modified,
      buyer: { user_id: 0, buyer_id: 0 },
      product: { product_id: unit?.item_id ?? 0, product_sku: unit ? String(unit.sku_id) : "" },
      sla: 0,
    };
  }
  const headOf = ({ reverse_order_id, order_id, request_type }: Reverse) => ({
    reverse_order_id,
    trade_order_id: order_id,
    request_type,
    is_rtm: true,
    shipping_type: "PICK_UP",
  });

  function list(call: Call) {
    const { parameters } = call;
    const page = Number(needed(parameters, "page_no"));
    const size = Number(needed(parameters, "page_size"));
    if (!(Number.isInteger(size) && size >= 1 && size <= 100)) throw wrong("120", "page size invalid");
    if (!(Number.isInteger(page) && page >= 1)) throw wrong("121", "page number invalid");
    const types = parameters.request_type_list === undefined ? undefined : listed(parameters.request_type_list);
    const statuses = parameters.reverse_status_list === undefined ? undefined : listed(parameters.reverse_status_list);
    if (statuses?.some((status) => !reverseStatuses.some((each) => each === status)))
      throw wrong("113", "reverse order line have unknown status");
    const found = store.state.reverses
      .filter(({ seller_id }) => seller_id === call.seller)
      .filter(({ request_type }) => !types || types.includes(request_type))
      .filter(({ order_id }) => !Number(parameters.trade_order_id) || order_id === Number(parameters.trade_order_id))
      .filter(
        ({ reverse_order_id }) =>
          !Number(parameters.reverse_order_id) || reverse_order_id === Number(parameters.reverse_order_id),
      )
      .filter(({ lines }) => !statuses || lines.some(({ status }) => statuses.includes(status)))
      .filter(({ created }) =>
        within(created, parameters.ReverseOrderLineTimeRangeStart, parameters.ReverseOrderLineTimeRangeEnd),
      )
      .filter(({ lines }) =>
        lines.some(({ modified }) =>
          within(modified, parameters.ReverseOrderLineModifiedTimeRangeStart, parameters.ReverseOrderLineModifiedTimeRangeEnd),
        ),
      );
    const rows = found.slice((page - 1) * size, page * size);
    const items = faults.met(call.context, "empty-list")
      ? []
      : faults.met(call.context, "short-list")
        ? rows.slice(0, -1)
        : rows;
    return {
      result: {
        success: true,
        page_no: page,
        page_size: size,
        total: faults.met(call.context, "empty-list") ? 0 : found.length,
        items: items.map((reverse) => ({
          ...headOf(reverse),
          reverse_order_lines: reverse.lines.map((line) => told(reverse, line)),
        })),
      },
    };
  }

  function detail(call: Call) {
    const reverse = own(call, call.parameters.reverse_order_id, "105");
    return {
      data: {
        ...headOf(reverse),
        reverseOrderLineDTOList: reverse.lines.map((line) => {
          const { product, ...rest } = told(reverse, line);
          return { ...rest, productDTO: { product_id: product.product_id, sku: product.product_sku } };
        }),
      },
    };
  }

  const get = (path: string, call: Api["call"]): Api => ({ path, methods: ["GET"], access: "seller", call });
  return [
    get("/order/reverse/cancel/validate", validate),
    get("/order/reverse/cancel/create", cancel),
    get("/order/reverse/cancel/seller/decide", decide),
    get("/order/reverse/return/update", update),
    get("/order/reverse/return/detail/list", detail),
    get("/order/reverse/reason/list", () => ({
      data: [{ reason_id: 10_000_301, text: "Item not as claimed", muti_language_text: "Hàng không như người mua nói" }],
    })),
    { path: "/reverse/getreverseordersforseller", methods: ["GET", "POST"], access: "seller", call: list },
  ];
}
