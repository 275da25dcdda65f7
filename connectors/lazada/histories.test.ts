import { describe, expect, it } from "vitest";
import { instant } from "../contract/index.ts";
import orders from "./fixtures/orders.json" with { type: "json" };
import { type Answered, type Asked, scripted } from "./fixtures/scripted-lazada.ts";

const [item] = orders.items;
const began = Date.parse("2026-01-02T00:00:00Z");
const told = (second: number) => new Date(began + second * 1_000).toISOString().replace(".000Z", " +0000").replace("T", " ");

/** Orders by number, each with the second it last changed at; `change` is told of every page that was answered. */
function shopOf(changedAt: Map<number, number>, change: (pages: number) => void) {
  let pages = 0;
  return ({ path, params }: Asked): Answered => {
    if (path === "/orders/items/get") {
      const ids = JSON.parse(params["order_ids"] ?? "[]") as number[];
      return { data: ids.map((id) => ({ order_id: id, order_items: [{ ...item, order_id: id, order_item_id: id }] })) };
    }
    const from = Date.parse(params["update_after"] ?? "");
    const matching = [...changedAt]
      .filter(([, second]) => began + second * 1_000 >= from)
      .sort(([, one], [, other]) => one - other);
    const at = Number(params["offset"]);
    const page = matching.slice(at, at + Number(params["limit"]));
    const rows = page.map(([id, second]) => ({ ...orders.order, order_id: id, updated_at: told(second) }));
    change((pages += 1));
    return { data: { count: rows.length, countTotal: matching.length, orders: rows } };
  };
}

describe("the histories of sync-protocol §13, on Lazada", () => {
  it("H14: an order that changes while changes are read pulls no other across the border of a page", async () => {
    const changedAt = new Map(Array.from({ length: 250 }, (_, at) => [at + 1, at * 2]));
    const { connector, asked } = scripted(shopOf(changedAt, (pages) => changedAt.set(pages * 3, 1_000 + pages)));
    const seen = new Set<string>();
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const page = await connector.orders?.list({ changedSince: instant("2026-01-02T00:00:00Z"), cursor });
      for (const { id } of page?.items ?? []) seen.add(id);
      cursor = page?.nextCursor;
    }
    expect(seen.size).toBe(250);
    expect(asked.filter(({ path }) => path === "/orders/get").length).toBeGreaterThan(2);
  });

  it("the cancellation that is a GET is sent once, and nothing replays it: not after silence, an error or a redirect (H24)", async () => {
    const path = "/order/reverse/cancel/create";
    const answers: Answered[] = [{ silent: true }, { status: 502, whole: "bad gateway" }, { status: 302, whole: "moved" }];
    for (const answer of answers) {
      const { connector, asked } = scripted((call) => {
        if (call.path === "/order/items/get") return { data: [{ ...item, status: "pending" }] };
        if (call.path === "/order/reverse/cancel/validate") return { data: { reason_options: [{ reason_id: "1" }] } };
        return call.path === path ? answer : undefined;
      });
      await expect(connector.orders?.cancel?.(String(orders.order.order_id), "")).rejects.toMatchObject({ sent: true });
      expect(asked.filter((call) => call.path === path).map(({ method }) => method)).toEqual(["GET"]);
    }
  });
});
