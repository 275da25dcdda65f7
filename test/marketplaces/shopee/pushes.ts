import { type Partner, pushSign } from "./sign.ts";
import type { Order, Store } from "./store.ts";

/**
 * Order pushes, code 3 (§8). An answer counts only when it is 2xx with an empty body within 3 s; the real one tries again
 * after 5 min, 30 min and 3 h, which nobody here waits for: three quick tries, then it is lost.
 */
export function createPushes(store: Store, partner: Partner, url: string | undefined) {
  const open = new Set<Promise<void>>();

  async function send(order: Order): Promise<void> {
    if (!url) return;
    const body = JSON.stringify({
      data: {
        items: [],
        ordersn: order.order_sn,
        status: order.status,
        completed_scenario: "",
        update_time: Math.floor(order.updated / 1000),
      },
      shop_id: order.shop_id,
      code: 3,
      timestamp: Math.floor(Date.now() / 1000),
    });
    for (const pause of [0, 1_000, 3_000]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        const answer = await fetch(url, {
          method: "POST",
          redirect: "manual",
          headers: { "content-type": "application/json", authorization: pushSign(partner.key, url, body) },
          body,
          signal: AbortSignal.timeout(3_000),
        });
        if (answer.ok && (await answer.text()) === "") return;
      } catch {
        // Nobody there: tried again.
      }
    }
  }

  return {
    /** After the order list shows it, or the bell would ring before there is anything to read. */
    tell(order: Order): void {
      if (!store.state.dials.pushes) return;
      const told = new Promise((resolve) => setTimeout(resolve, store.state.dials.orderListLagMs)).then(() => send(order));
      open.add(told);
      void told.finally(() => open.delete(told));
    },
    async settled(): Promise<void> {
      await Promise.all(open);
    },
  };
}
export type Pushes = ReturnType<typeof createPushes>;
