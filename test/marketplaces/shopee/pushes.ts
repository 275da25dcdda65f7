import { createPushes as carryPushes } from "../kit/pushes.ts";
import { seconds } from "./gateway.ts";
import { logisticsStatus, orderSeen, packageNumber } from "./orders.ts";
import { type Partner, pushSign } from "./sign.ts";
import type { Store, Told } from "./store.ts";

/** §8. Those with shop 0 are the partner's. */
export const pushCodes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 22, 29, 30] as const;
interface Message {
  readonly code: (typeof pushCodes)[number];
  readonly shop_id: number;
  readonly data: object;
  readonly afterMs?: number;
}

/**
 * An answer counts only when it is 2xx with an empty body within 3 s (§8). The real one tries again after 5 min, 30 min and
 * 3 h, which nobody here waits for: three quick tries, then it is in the list of the lost.
 */
export function createPushes(store: Store, partner: Partner & { readonly pushKey: string }) {
  const { clock, random } = store;
  const carry = carryPushes({
    clock,
    random,
    dials: () => store.state.dials,
    url: () => store.state.push.callback_url || undefined,
    sign: (url, body) => ({ authorization: pushSign(partner.pushKey, url, body) }),
    acknowledged: async (answer) => answer.ok && (await answer.text()) === "",
    triesMs: [0, 1_000, 3_000],
    timeoutMs: 3_000,
    onLost(body) {
      // Kept for three days (§8).
      const kept = store.state.lostPushes.filter(({ at }) => clock.now() - at < 3 * 86_400_000);
      store.state.lostPushes = [...kept, { id: store.newId(), at: clock.now(), body }];
      store.changed();
    },
  });

  function message(told: Told): Message {
    const now = clock.now();
    switch (told.about) {
      case "order": {
        const { order } = told;
        // After the order can be read, or the bell would ring before there is anything to see.
        const afterMs = Math.max(0, order.visible - now, (order.before?.until ?? 0) - now);
        const { status, updated } = orderSeen(order, now + afterMs);
        const scenario = status === "COMPLETED" && order.lines.some(({ returned }) => returned > 0) ? "RRAOC" : "";
        return {
          code: 3,
          shop_id: order.shop_id,
          data: { items: [], ordersn: order.order_sn, status, completed_scenario: scenario, update_time: seconds(updated) },
          afterMs,
        };
      }
      case "tracking":
        return {
          code: 4,
          shop_id: told.order.shop_id,
          data: {
            ordersn: told.order.order_sn,
            package_number: packageNumber(told.order),
            forder_id: packageNumber(told.order),
            tracking_no: told.order.trackingNumber,
          },
        };
      case "package":
        return {
          code: 30,
          shop_id: told.order.shop_id,
          data: {
            ordersn: told.order.order_sn,
            package_number: packageNumber(told.order),
            fulfillment_status: logisticsStatus(told.order),
            update_time: seconds(told.order.updated),
          },
        };
      case "document":
        return {
          code: 15,
          shop_id: told.order.shop_id,
          data: { ordersn: told.order.order_sn, package_number: packageNumber(told.order), status: "READY" },
        };
      case "return":
        return {
          code: 29,
          shop_id: told.return.shop_id,
          data: {
            return_sn: told.return.return_sn,
            order_sn: told.return.order_sn,
            return_status: told.return.status,
            update_time: seconds(told.return.updated),
          },
        };
      case "banned": {
        const { item_name } = store.now(told.item);
        const { violation } = told.item;
        return {
          code: 6,
          shop_id: told.item.shop_id,
          data: {
            item_id: told.item.item_id,
            item_name,
            reason: violation?.violation_reason ?? "",
            violation_type: violation?.violation_type ?? "",
          },
        };
      }
      case "promotion":
        return {
          code: told.ended ? 9 : 7,
          shop_id: told.promotion.shop_id,
          data: {
            item_id: told.promotion.item_id,
            promotion_id: told.promotion.promotion_id,
            promotion_type: "Discount Promotions",
            action: told.ended ? "end" : "start",
            start_time: seconds(told.promotion.start),
            end_time: seconds(told.promotion.end),
          },
        };
      case "reserve":
        return {
          code: 8,
          shop_id: told.item.shop_id,
          data: {
            item_id: told.item.item_id,
            variation_id: told.model_id,
            changed_values: [{ name: "total_reserved_stock", old: told.from, new: told.to }],
            update_time: seconds(now),
          },
        };
      case "price":
        return {
          code: 22,
          shop_id: told.item.shop_id,
          data: {
            item_id: told.item.item_id,
            model_id: told.model_id,
            old_value: told.from,
            new_value: told.to,
            update_time: seconds(now),
          },
        };
      case "authorised":
      case "unauthorised":
        return {
          code: told.about === "authorised" ? 1 : 2,
          shop_id: 0,
          data: {
            shop_id: told.shop.shop_id,
            authorize_type: "shop authorization",
            success: 1,
            extra: `shop_id ${told.shop.shop_id} is ${told.about === "authorised" ? "authorized" : "deauthorized"} successfully`,
          },
        };
      case "authorisation-ends-soon":
        return {
          code: 12,
          shop_id: 0,
          data: {
            merchant_expire_soon: [],
            shop_expire_soon: [told.shop.shop_id],
            expire_before: seconds(told.shop.authorised?.until ?? 0),
            page_no: 1,
            total_page: 1,
          },
        };
    }
  }

  store.onTold((told) => {
    const { callback_url, off, blocked } = store.state.push;
    if (!callback_url || !store.state.dials.pushes) return;
    const { code, shop_id, data, afterMs = 0 } = message(told);
    if (off.includes(code) || blocked.includes(shop_id)) return;
    carry.tell({ data, ...(shop_id ? { shop_id } : {}), code, timestamp: seconds(clock.now()) }, afterMs);
  });
  return { settled: () => carry.settled() };
}
export type Pushes = ReturnType<typeof createPushes>;

/** What the console sends to see whether somebody answers (§8). */
export async function answersPushes(url: string, pushKey: string): Promise<boolean> {
  const body = JSON.stringify({
    code: 0,
    data: { verify_info: "This is a Verification message.Please respond in the certain format." },
  });
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json", authorization: pushSign(pushKey, url, body) },
      body,
      signal: AbortSignal.timeout(3_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
