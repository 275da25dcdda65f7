import { orderReturnSchema } from "connectors/contract";
import { expect } from "vitest";
import { ago, first, hour, pages, part, type Shop, type Suite } from "./suite.ts";

/** What is told to the marketplace of an order, and what buyers give back. */
export function describeOrderActs({ edge, ports, has, promise }: Suite): void {
  const { orders } = ports;
  if (!orders) return;
  const port = (shop: Shop) => part(shop.connector.orders);
  const steps = (["accept", "pack", "ship"] as const).filter((command) => orders[command]);
  type Step = (typeof steps)[number];
  const act = (shop: Shop, command: Step, id: string) => part(port(shop)[command]?.(id));

  /** An order at which the given command is the next. */
  async function readyFor(shop: Shop, command: Step | "collection") {
    const listed = await shop.onSale(first, 5);
    const id = shop.market.buy([{ listed, quantity: 2 }]);
    for (const before of steps) {
      if (before === command) break;
      await act(shop, before, id);
    }
    return { listed, id };
  }

  for (const command of steps) {
    promise(`can ${command} an order, which the marketplace then knows`, async (shop) => {
      const { id } = await readyFor(shop, command);
      const before = shop.market.carriedOut(id);
      await act(shop, command, id);
      expect(shop.market.carriedOut(id)).not.toEqual(before);
      expect((await port(shop).get(id)).state).toBe(shop.market.order(id).state);
    });
    promise(`does ${command} once, however often it is asked`, async (shop) => {
      const { id } = await readyFor(shop, command);
      await act(shop, command, id);
      const once = shop.market.carriedOut(id);
      for (let times = 0; times < 2; times += 1) expect(await shop.kindOf(act(shop, command, id))).toBe("none");
      expect(shop.market.carriedOut(id)).toEqual(once);
    });
    promise(`looks before it sends ${command}, and sends it once`, async (shop) => {
      const { id } = await readyFor(shop, command);
      const path = part(shop.market.writes[command]);
      const sent = () => shop.market.requests().filter((each) => each.path.endsWith(path)).length;
      const before = sent();
      for (let times = 0; times < 3; times += 1) await act(shop, command, id);
      expect(sent() - before).toBe(1);
    });
    promise(
      `does not believe that ${command} is done where some of its units failed`,
      async (shop) => {
        const { id } = await readyFor(shop, command);
        const before = shop.market.order(id);
        shop.market.fail("partial-failure", { path: part(shop.market.writes[command]) });
        const kind = await shop.kindOf(act(shop, command, id));
        if (shop.market.order(id).state === before.state) expect(kind).not.toBe("none");
        expect(await shop.kindOf(act(shop, command, id))).toBe("none");
        const once = shop.market.carriedOut(id);
        await act(shop, command, id);
        expect(shop.market.carriedOut(id)).toEqual(once);
      },
      has.preparesUnits,
    );
    promise(`counts an order that is past ${command} as done`, async (shop) => {
      const { id } = await readyFor(shop, "collection");
      shop.market.courierCollects(id);
      const before = shop.market.carriedOut(id);
      expect(await shop.kindOf(act(shop, command, id))).toBe("none");
      expect(shop.market.carriedOut(id)).toEqual(before);
    });
    promise(`does ${command} once when the first answer is lost`, async (shop) => {
      const { id } = await readyFor(shop, command);
      shop.market.fail("lost-answer", { path: part(shop.market.writes[command]) });
      expect(await shop.failure(act(shop, command, id))).toMatchObject({ kind: "retryable", sent: true });
      const once = shop.market.carriedOut(id);
      expect(await shop.kindOf(act(shop, command, id))).toBe("none");
      expect(shop.market.carriedOut(id)).toEqual(once);
    });
    promise(`does not ${command} an order that is cancelled, and says why`, async (shop) => {
      const { id } = await readyFor(shop, command);
      shop.market.cancelByBuyer(id);
      const before = shop.market.carriedOut(id);
      expect(await shop.failure(act(shop, command, id))).toMatchObject({ kind: "rejected", says: expect.anything() });
      expect(shop.market.carriedOut(id)).toEqual(before);
    });
    promise(`changes no other order when it does ${command}`, async (shop) => {
      const { listed, id } = await readyFor(shop, command);
      const other = shop.market.buy([{ listed, quantity: 1 }]);
      const before = [shop.market.order(other), shop.market.carriedOut(other)];
      await act(shop, command, id);
      expect([shop.market.order(other), shop.market.carriedOut(other)]).toEqual(before);
    });
    promise(`does not ${command} what is no order`, async (shop) => {
      expect(await shop.kindOf(act(shop, command, "987654321"))).not.toBe("none");
    });
  }
  promise(
    "prepares an order by each way the goods may be handed over, once",
    async (shop) => {
      for (const carrierIds of shop.market.carriersByWay) {
        const sku = shop.market.listing().sku;
        const onChannel = { ...shop.market.listing().onChannel, carrierIds: [...carrierIds] };
        const listed = await shop.onSale(sku, 3, { onChannel });
        const id = shop.market.buy([{ listed, quantity: 1 }]);
        for (const command of steps) await act(shop, command, id);
        const once = shop.market.carriedOut(id);
        for (const command of steps) await act(shop, command, id);
        expect(shop.market.carriedOut(id)).toEqual(once);
        shop.market.remove(listed);
      }
    },
    has.carriersByWay.length,
  );
  promise(
    "prepares an order once, though the marketplace is slow to show that it is",
    async (shop) => {
      const { id } = await readyFor(shop, part(steps.at(-1)));
      part(shop.market.slowToShow)();
      await act(shop, part(steps.at(-1)), id);
      const once = shop.market.carriedOut(id);
      expect(await shop.kindOf(act(shop, part(steps.at(-1)), id))).toBe("none");
      expect(shop.market.carriedOut(id)).toEqual(once);
    },
    has.slowToShow,
  );
  promise("keeps the units of an order off sale while it is prepared", async (shop) => {
    const { listed } = await readyFor(shop, "collection");
    expect(shop.market.truth(listed).sellable).toBe(3);
  });
  promise(
    "does not prepare an order that nobody has paid yet",
    async (shop) => {
      const listed = await shop.onSale(first, 5);
      const id = shop.market.buy([{ listed, quantity: 1 }], { pay: "later" });
      const before = shop.market.carriedOut(id);
      for (const command of steps.slice(0, 1)) expect(await shop.kindOf(act(shop, command, id))).not.toBe("none");
      expect(shop.market.carriedOut(id)).toEqual(before);
    },
    has.pay,
  );

  const cancel = (shop: Shop, id: string, reason = "OUT_OF_STOCK") => part(port(shop).cancel?.(id, reason));
  const buyOne = async (shop: Shop) => {
    const listed = await shop.onSale(first, 5);
    return { listed, id: shop.market.buy([{ listed, quantity: 2 }]) };
  };
  promise(
    "cancels an order once, however often it is asked",
    async (shop) => {
      const { id } = await buyOne(shop);
      await cancel(shop, id);
      expect(shop.market.order(id).state).toBe("cancelled");
      const once = [shop.market.order(id), shop.market.carriedOut(id)];
      expect(await shop.kindOf(cancel(shop, id))).toBe("none");
      expect([shop.market.order(id), shop.market.carriedOut(id)]).toEqual(once);
    },
    "cancel" in orders,
  );
  promise(
    "gives a cancelled order's units back once",
    async (shop) => {
      const { listed, id } = await buyOne(shop);
      expect(shop.market.truth(listed).sellable).toBe(3);
      for (let times = 0; times < 2; times += 1) await cancel(shop, id, "CUSTOMER_REQUEST");
      expect(shop.market.truth(listed).sellable).toBe(5);
    },
    "cancel" in orders,
  );
  promise(
    "counts an order as cancelled that its buyer cancelled",
    async (shop) => {
      const { id } = await buyOne(shop);
      shop.market.cancelByBuyer(id);
      expect(await shop.kindOf(cancel(shop, id))).toBe("none");
    },
    "cancel" in orders,
  );
  promise(
    "cancels once when the first answer is lost",
    async (shop) => {
      const { listed, id } = await buyOne(shop);
      shop.market.fail("lost-answer", { path: part(shop.market.writes.cancel) });
      expect(await shop.failure(cancel(shop, id, "CUSTOMER_REQUEST"))).toMatchObject({ kind: "retryable", sent: true });
      expect(await shop.kindOf(cancel(shop, id, "CUSTOMER_REQUEST"))).toBe("none");
      expect(shop.market.order(id).state).toBe("cancelled");
      expect(shop.market.truth(listed).sellable).toBe(5);
    },
    "cancel" in orders,
  );
  promise(
    "cancels for a reason in a person's own words",
    async (shop) => {
      const { id } = await buyOne(shop);
      await cancel(shop, id, "Nhãn chưa sấy xong, mong anh chị thông cảm");
      expect(shop.market.order(id).state).toBe("cancelled");
    },
    "cancel" in orders,
  );
  promise(
    "does not cancel what the courier has, and says why",
    async (shop) => {
      const { id } = await readyFor(shop, "collection");
      shop.market.courierCollects(id);
      expect(await shop.failure(cancel(shop, id))).toMatchObject({ kind: "rejected", says: expect.anything() });
      expect(shop.market.order(id).state).not.toBe("cancelled");
    },
    "cancel" in orders,
  );
  promise(
    "cancels no other order",
    async (shop) => {
      const { listed, id } = await buyOne(shop);
      const other = shop.market.buy([{ listed, quantity: 1 }]);
      const before = shop.market.order(other);
      await cancel(shop, id);
      expect(shop.market.order(other)).toEqual(before);
    },
    "cancel" in orders,
  );
  promise(
    "does not cancel what is no order",
    async (shop) => {
      expect(await shop.kindOf(cancel(shop, "987654321"))).not.toBe("none");
    },
    "cancel" in orders,
  );

  if (has.wishToCancel) {
    const wished = async (shop: Shop) => {
      const { listed, id } = await readyFor(shop, "collection");
      shop.market.clock.advance(1_000);
      part(shop.market.wishToCancel)(id);
      return { listed, id };
    };
    promise("reads that a buyer asks to cancel", async (shop) => {
      const { id } = await wished(shop);
      expect((await port(shop).get(id)).state).toBe("cancel-requested");
    });
    promise(
      "grants what a buyer asks who wants to cancel",
      async (shop) => {
        const { id } = await wished(shop);
        await cancel(shop, id, "CUSTOMER_REQUEST");
        expect((await port(shop).get(id)).state).toBe("cancelled");
        expect(await shop.kindOf(cancel(shop, id, "CUSTOMER_REQUEST"))).toBe("none");
      },
      "cancel" in orders,
    );
    promise(
      "grants a wish to cancel as the buyer's, not as a cancellation of the seller's own",
      async (shop) => {
        const { id } = await wished(shop);
        await cancel(shop, id, "CUSTOMER_REQUEST");
        expect(part(shop.market.cancelledBy)(id)).toBe("buyer");
      },
      "cancel" in orders,
      has.cancelledBy,
    );
    const refuse = (shop: Shop, id: string) => part(port(shop).refuseCancellation?.(id));
    promise(
      "refuses what a buyer asks who wants to cancel, and the order goes on",
      async (shop) => {
        const { id } = await wished(shop);
        await refuse(shop, id);
        expect(["cancelled", "cancel-requested"]).not.toContain((await port(shop).get(id)).state);
      },
      "refuseCancellation" in orders,
    );
    promise(
      "counts as refused what nobody asks for any more",
      async (shop) => {
        const { id } = await wished(shop);
        await refuse(shop, id);
        const once = shop.market.order(id);
        expect(await shop.kindOf(refuse(shop, id))).toBe("none");
        expect(shop.market.order(id)).toEqual(once);
      },
      "refuseCancellation" in orders,
    );
    promise(
      "cannot refuse a cancellation that has happened",
      async (shop) => {
        const { id } = await wished(shop);
        await cancel(shop, id, "CUSTOMER_REQUEST");
        expect(await shop.kindOf(refuse(shop, id))).toBe("rejected");
      },
      "refuseCancellation" in orders,
    );
    promise(
      "refuses once when the first answer is lost",
      async (shop) => {
        const { id } = await wished(shop);
        shop.market.fail("lost-answer", { path: part(shop.market.writes["refuse-cancellation"]) });
        expect((await shop.failure(refuse(shop, id))).kind).toBe("retryable");
        expect(await shop.kindOf(refuse(shop, id))).toBe("none");
        expect(["cancelled", "cancel-requested"]).not.toContain(shop.market.order(id).state);
      },
      "refuseCancellation" in orders,
    );
  }

  if ("listReturns" in orders && has.returnGoods) {
    const returnsOf = (shop: Shop, changedSince = ago(shop, hour)) =>
      pages((cursor) => part(port(shop).listReturns?.({ changedSince, cursor })));
    async function returned(shop: Shop, received = false) {
      const { id } = await readyFor(shop, "collection");
      shop.market.courierCollects(id);
      shop.market.deliver(id);
      part(shop.market.returnGoods)(id, received);
      return id;
    }
    promise("lists no return where nothing is given back", async (shop) => {
      await readyFor(shop, "collection");
      expect(await returnsOf(shop)).toMatchObject({ items: [], problems: [] });
    });
    promise("lists what a buyer gives back, once, with its order and its word", async (shop) => {
      const id = await returned(shop);
      const { items, problems } = await returnsOf(shop);
      expect(problems).toEqual([]);
      expect(items).toMatchObject([{ orderId: id }]);
      expect(items[0]?.state).toBeTruthy();
      expect(orderReturnSchema.parse(items[0])).toEqual(items[0]);
    });
    promise("names the lines that are given back as the order names them, and how many", async (shop) => {
      const id = await returned(shop);
      const { items } = await returnsOf(shop);
      const lines = (await port(shop).get(id)).lines.map((line) => line.id);
      for (const { lineId } of items[0]?.lines ?? []) expect(lines).toContain(lineId);
      expect(items[0]?.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
    });
    promise("lists a return again when it changed, and not when it did not", async (shop) => {
      await returned(shop, true);
      expect((await returnsOf(shop)).items).toHaveLength(1);
      shop.market.clock.advance(2 * hour);
      expect((await returnsOf(shop)).items).toEqual([]);
    });
  }
  promise("may be told nothing of an order but what its edge names", () => {
    expect(edge.commands.filter((command) => !orders[command])).toEqual([]);
  });
}
