import { cancelOrder, giveTrackingNumber } from "./orders.ts";
import { endPromotion } from "./promotions.ts";
import { approve } from "./review.ts";
import { comeBack, takeEffect } from "./stock.ts";
import type { Store } from "./store.ts";

/** What falls due is done only if it is still meant: the order unpaid, the same review going on, the same authorisation. */
export function carryOutLater(store: Store): void {
  store.onDue((entry, at) => {
    switch (entry.kind) {
      case "write":
        return takeEffect(store, entry, at);
      case "restock":
        return comeBack(store, entry, at);
      case "review": {
        const item = store.item(entry.item_id);
        const now = item && store.now(item);
        if (item && now?.item_status === "REVIEWING" && now.at === entry.since) approve(store, item, at);
        return;
      }
      case "promotion-ends": {
        const promotion = store.state.promotions.find((each) => each.promotion_id === entry.promotion_id);
        if (promotion) endPromotion(store, promotion, at);
        return;
      }
      case "authorisation-ends-soon":
      case "authorisation-ends": {
        const shop = store.shop(entry.shop_id);
        if (shop?.authorised?.until === entry.until)
          store.tell({ about: entry.kind === "authorisation-ends" ? "unauthorised" : entry.kind, shop });
        return;
      }
      case "unpaid":
      case "overdue":
      case "tracking":
      case "document": {
        const order = store.order(entry.order_sn);
        if (!order) return;
        if (entry.kind === "tracking") giveTrackingNumber(store, order, at);
        else if (entry.kind === "document") store.tell({ about: "document", order });
        else if (entry.kind === "unpaid" ? order.status === "UNPAID" : order.status === "READY_TO_SHIP" && !order.arranged)
          cancelOrder(
            store,
            order,
            { by: "system", reason: entry.kind === "unpaid" ? "Quá hạn thanh toán" : "Quá hạn giao hàng" },
            at,
          );
      }
    }
  });
}
