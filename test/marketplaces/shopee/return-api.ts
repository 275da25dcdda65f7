import { z } from "zod";
import { type Routes, type ShopCall, ShopeeError, seconds } from "./gateway.ts";
import { imageUrl } from "./listing-api.ts";
import { acceptReturn } from "./returns.ts";
import { type Return, returnStatuses } from "./state.ts";
import type { Store } from "./store.ts";
import { disputeReasons } from "./taxonomy.ts";

const time = z.coerce.number().int().optional();
const listSchema = z.object({
  page_no: z.coerce.number().int().nonnegative(),
  page_size: z.coerce.number().int().min(1).max(100),
  create_time_from: time,
  create_time_to: time,
  update_time_from: time,
  update_time_to: time,
  status: z.enum(returnStatuses).optional(),
});
const disputeSchema = z.object({
  return_sn: z.string(),
  email: z.string().includes("@"),
  dispute_reason_id: z.int(),
  dispute_text_reason: z.string().optional(),
  image_list: z
    .array(z.object({ module_index: z.int(), requirement: z.string(), image_url: z.array(z.string()).max(3) }))
    .optional(),
});

/** What a buyer wants to give back: read, agreed to, or disputed. */
export function returnApi(routes: Routes, store: Store): void {
  const own = (call: ShopCall, returnSn: string): Return => {
    const found = store.state.returns.find(({ return_sn, shop_id }) => return_sn === returnSn && shop_id === call.shop.shop_id);
    if (!found) throw new ShopeeError("error_data", "The return you queried doesn't exist.");
    return found;
  };
  const told = (each: Return): object => {
    const amount = each.lines.reduce((sum, { amount: units, price }) => sum + units * price, 0);
    return {
      return_sn: each.return_sn,
      order_sn: each.order_sn,
      status: each.status,
      reason: each.reason,
      text_reason: each.text,
      image: [],
      refund_amount: amount,
      amount_before_discount: amount,
      currency: "VND",
      create_time: seconds(each.created),
      update_time: seconds(each.updated),
      due_date: seconds(each.created) + 2 * 86_400,
      needs_logistics: true,
      tracking_number: "",
      dispute_reason: each.dispute ? [each.dispute] : [],
      dispute_text_reason: [],
      return_refund_type: each.kind,
      return_solution: 0,
      user: { username: "nguoimua", email: "", portrait: "" },
      item: each.lines.map(({ item_id, model_id, amount: units, price }) => {
        const item = store.item(item_id);
        const now = item && store.now(item);
        return {
          item_id,
          model_id,
          name: now?.item_name ?? "",
          images: (now?.image_ids ?? []).map(imageUrl),
          amount: units,
          item_price: price,
          item_sku: now?.item_sku ?? "",
          variation_sku: now?.models.find((model) => model.model_id === model_id)?.model_sku ?? "",
        };
      }),
      negotiation_status: "",
      seller_proof_status: each.status === "JUDGING" ? "UPLOADED" : "NOT_NEEDED",
      seller_compensation_status: "NOT_REQUIRED",
    };
  };
  const checkWindow = (what: string, from: number | undefined, to: number | undefined) => {
    if (from === undefined || to === undefined) return;
    if (to < from) throw new ShopeeError("error_param", `The ${what}_time_to should be later than ${what}_time_from.`);
    if (to - from > 15 * 86_400)
      throw new ShopeeError(
        "error_param",
        `The period between ${what}_time_from and ${what}_time_to must not more than 15 days.`,
      );
  };
  const inside = (at: number, from: number | undefined, to: number | undefined) =>
    (from === undefined || seconds(at) >= from) && (to === undefined || seconds(at) <= to);

  // Pages are counted from 0: the page says that is the default, its sample asks for 1 (UNCONFIRMED).
  routes.shop("GET", "/returns/get_return_list", (call) => {
    const asked = call.query(listSchema);
    checkWindow("create", asked.create_time_from, asked.create_time_to);
    checkWindow("update", asked.update_time_from, asked.update_time_to);
    const all = store.state.returns
      .filter(({ shop_id }) => shop_id === call.shop.shop_id)
      .filter(({ status }) => asked.status === undefined || status === asked.status)
      .filter(({ created }) => inside(created, asked.create_time_from, asked.create_time_to))
      .filter(({ updated }) => inside(updated, asked.update_time_from, asked.update_time_to));
    const start = asked.page_no * asked.page_size;
    return { more: start + asked.page_size < all.length, return: all.slice(start, start + asked.page_size).map(told) };
  });
  const returnSn = z.object({ return_sn: z.string() });
  routes.shop("GET", "/returns/get_return_detail", (call) => told(own(call, call.query(returnSn).return_sn)));
  routes.shop("POST", "/returns/confirm", async (call) => {
    const found = own(call, (await call.body(returnSn)).return_sn);
    if (found.status !== "REQUESTED" && found.status !== "PROCESSING")
      throw new ShopeeError("error_data", `Invalid return status: ${found.status}`);
    acceptReturn(store, found, call.at);
    return { return_sn: found.return_sn };
  });
  routes.shop("GET", "/returns/get_return_dispute_reason", (call) => {
    own(call, call.query(returnSn).return_sn);
    return {
      dispute_reason_list: disputeReasons.map(({ id, text, evidence }) => ({
        dispute_reason_id: id,
        dispute_reason: text,
        dispute_requirement: evidence ? "Cần ảnh hàng trả" : "",
        evidence_module_list: evidence ? [{ module_index: 1, requirement: "Ảnh mở hàng trả" }] : [],
      })),
    };
  });
  routes.shop("POST", "/returns/dispute", async (call) => {
    const asked = await call.body(disputeSchema);
    const found = own(call, asked.return_sn);
    const reason = disputeReasons.find(({ id }) => id === asked.dispute_reason_id);
    if (!reason)
      throw new ShopeeError(
        "dispute.request.param.error",
        "Can't raise dispute because the return_sn and dispute_reason_id does not match.",
      );
    if (reason.evidence && !asked.image_list?.length)
      throw new ShopeeError("dispute.request.param.error", "can't raise dispute because mandatory evidence is missing");
    if (found.status !== "REQUESTED" && found.status !== "PROCESSING")
      throw new ShopeeError("dispute.rr.not.allow", "dispute.rr.not.allow");
    found.dispute = reason.text;
    found.status = "JUDGING";
    found.updated = call.at;
    store.tell({ about: "return", return: found });
    return { return_sn: found.return_sn, msg: "dispute return success" };
  });
}
