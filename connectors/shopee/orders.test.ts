import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { instant, type Order, type Page } from "../contract/index.ts";
import { type Answered, type Asked, scripted } from "./fixtures/scripted-shopee.ts";
import { cursorOf, placeOf } from "./order-window.ts";

const json = (name: string): unknown => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
const order = z.looseObject({}).parse(json("order"));
const wireReturn = z.looseObject({}).parse(json("return"));
const portOf = ({ connector }: Pick<ReturnType<typeof scripted>, "connector">) => {
  const { orders } = connector;
  if (!orders?.listReturns) throw new Error("no orders port");
  return orders as typeof orders & Required<Pick<typeof orders, "listReturns">>;
};
const details = ({ query }: Asked): Answered => ({
  response: { order_list: (query.get("order_sn_list") ?? "").split(",").map((order_sn) => ({ ...order, order_sn })) },
});
/** Orders by id, with their update time; pages by offset, as "20" in the sample of next_cursor suggests. */
function shopOf(times: ReadonlyMap<string, number>, onList: (asked: Asked) => void = () => undefined, size = 100) {
  return (asked: Asked): Answered | undefined => {
    const { path, query } = asked;
    if (path === "order/get_order_detail") return details(asked);
    if (path !== "order/get_order_list") return undefined;
    const [from, to, start] = [query.get("time_from"), query.get("time_to"), query.get("cursor")].map(Number);
    const here = [...times].filter(([, at]) => at >= (from ?? 0) && at <= (to ?? 0)).map(([id]) => id);
    const page = here.slice(start, (start ?? 0) + size);
    const next = (start ?? 0) + page.length;
    onList(asked);
    return {
      response: {
        more: next < here.length,
        next_cursor: next < here.length ? String(next) : "",
        order_list: page.map((order_sn) => ({ order_sn })),
      },
    };
  };
}
async function everything(read: (cursor: string | undefined) => Promise<Page<Order> & { complete?: boolean }>) {
  const ids: string[] = [];
  const ends: (boolean | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    expect(page.problems).toEqual([]);
    expect(page.items.length).toBeLessThanOrEqual(50);
    ids.push(...page.items.map(({ id }) => id));
    ends.push(page.complete);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { ids, ends };
}
const now = Date.parse("2026-01-10T00:00:00Z") / 1000;
const many = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`ORDER${index}`, now - 86_400 + index]));

describe("orders of Shopee", () => {
  it("are listed in windows of fifteen days, pending ones and every status with them", async () => {
    const { connector, asked } = scripted(shopOf(new Map()));
    const since = instant("2025-12-01");
    await everything((cursor) => portOf({ connector }).listCreated({ createdSince: since, cursor }));
    const windows = asked.map(({ query }) => [Number(query.get("time_from")), Number(query.get("time_to"))]);
    const [first, second, third] = windows;
    expect(windows).toHaveLength(3);
    expect([first?.[0], third?.[1]]).toEqual([Date.parse(since) / 1000, now]);
    expect([second?.[0], third?.[0]]).toEqual([first?.[1], second?.[1]]);
    for (const [from = 0, to = 0] of windows) expect(to - from).toBeLessThanOrEqual(15 * 86_400);
    for (const { query } of asked) {
      expect(query.get("request_order_status_pending")).toBe("true");
      expect(query.has("order_status")).toBe(false);
    }
  });

  it("are each told once, fifty at a time, and complete at the real end alone", async () => {
    const port = portOf(scripted(shopOf(many(230))));
    const { ids, ends } = await everything((cursor) => port.listCreated({ createdSince: instant("2026-01-08"), cursor }));
    expect(ids).toEqual([...many(230).keys()]);
    expect(ends).toEqual([false, false, false, false, true]);
  });

  it("may be read on by another worker at any place", async () => {
    const first = await portOf(scripted(shopOf(many(120)))).list({ changedSince: instant("2026-01-08") });
    const second = await portOf(scripted(shopOf(many(120)))).list({
      changedSince: instant("2026-01-08"),
      cursor: first.nextCursor,
    });
    expect(second.items).toHaveLength(50);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(100);
  });

  it("lose none when one changes while they are paged and pulls another across the page border (H14)", async () => {
    const times = many(150);
    let changed = false;
    const shop = shopOf(times, ({ query }) => {
      if (changed || query.get("cursor") !== "") return;
      changed = true;
      // It leaves the window: what was row 101 is row 100 now, on the page that is already read.
      times.set("ORDER3", now + 60);
    });
    const { ids } = await everything((cursor) => portOf(scripted(shop)).list({ changedSince: instant("2026-01-08"), cursor }));
    expect(new Set(ids).size).toBe(150);
  });

  it("prove nothing while the same window never reads the same", async () => {
    let drawn = 0;
    const restless = scripted(({ query }) => {
      drawn += 1;
      const more = query.get("cursor") === "";
      return { response: { more, next_cursor: more ? "1" : "", order_list: [{ order_sn: `ORDER${drawn}` }] } };
    });
    await expect(portOf(restless).listCreated({ createdSince: instant("2026-01-09") })).rejects.toMatchObject({
      kind: "retryable",
    });
  });

  it("end where more is false, and only there: a short page is no end, a cursor that stands still is an error", async () => {
    const short = shopOf(many(7), undefined, 3);
    const { ids } = await everything((cursor) => portOf(scripted(short)).list({ changedSince: instant("2026-01-08"), cursor }));
    expect(ids).toHaveLength(7);
    for (const next_cursor of ["", null, undefined]) {
      const stuck = scripted(() => ({ response: { more: true, next_cursor, order_list: [] } }));
      await expect(portOf(stuck).list({ changedSince: instant("2026-01-08") })).rejects.toMatchObject({ code: "paging" });
    }
  });

  it("that cannot be read, or were listed and not told, are problems with their number", async () => {
    const shop = shopOf(
      new Map([
        ["GOOD", now - 3],
        ["BAD", now - 2],
        ["LOST", now - 1],
      ]),
    );
    const given = scripted((asked) =>
      asked.path === "order/get_order_detail"
        ? {
            response: {
              order_list: [
                { ...order, order_sn: "GOOD" },
                { ...order, order_sn: "BAD", order_status: "NEW" },
              ],
            },
          }
        : shop(asked),
    );
    const { items, problems } = await portOf(given).list({ changedSince: instant("2026-01-09") });
    expect(items.map(({ id }) => id)).toEqual(["GOOD"]);
    expect(problems.map(({ row }) => row)).toEqual(["BAD", "LOST"]);
    await expect(portOf(given).get("LOST")).rejects.toMatchObject({ kind: "unexpected" });
    expect((await portOf(given).get("GOOD")).id).toBe("GOOD");
  });

  it("have cursors that say what is left", () => {
    for (const place of [{ ids: ["A,B", "C:D"] }, { next: 5, ids: [] }, { next: 0, ids: ["E"] }])
      expect(placeOf(cursorOf(place), instant("2026-01-01"))).toEqual(place);
    expect(() => placeOf("x:", instant("2026-01-01"))).toThrow("No such place");
  });
});

describe("returns of Shopee", () => {
  it("are read a window at a time, with the lines of their orders", async () => {
    const { connector, asked } = scripted((each) =>
      each.path === "returns/get_return_list" ? { response: { more: false, return: [wireReturn, {}] } } : details(each),
    );
    const { items, problems, nextCursor } = await portOf({ connector }).listReturns({
      changedSince: instant("2026-01-01"),
    });
    expect(items).toMatchObject([
      { id: "260105171852695", orderId: "260101ABCDEFGH", lines: [{ lineId: "555000111", quantity: 1 }] },
    ]);
    expect(problems).toHaveLength(1);
    expect(nextCursor).toBeUndefined();
    expect(Object.fromEntries(asked[0]?.query ?? [])).toMatchObject({
      page_no: "0",
      page_size: "100",
      update_time_to: String(now),
    });
  });

  it("on many pages are read until a pass brings nothing new, and a return on no line is a problem", async () => {
    const numbered = (return_sn: string, item_id = 19_001_234_567) => ({
      ...wireReturn,
      return_sn,
      item: [{ item_id, model_id: 230_000_001, amount: 1 }],
    });
    const pages = [[numbered("1")], [numbered("2"), numbered("3", 5)]];
    const given = scripted((each) => {
      const page = Number(each.query.get("page_no"));
      return each.path === "returns/get_return_list" ? { response: { more: page === 0, return: pages[page] } } : details(each);
    });
    const { items, problems } = await portOf(given).listReturns({ changedSince: instant("2026-01-01") });
    expect(items.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(problems).toMatchObject([{ code: "shopee.return-line", row: "3" }]);
    expect(given.asked.filter(({ path }) => path === "returns/get_return_list")).toHaveLength(4);
  });
});
