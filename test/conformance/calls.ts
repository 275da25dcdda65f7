import { ConnectorError, connectorErrorKinds, type Listing, renderText } from "connectors/contract";
import fc from "fast-check";
import { expect } from "vitest";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import { ago, everythingIn, first, hour, part, type Shop, type Suite, second } from "./suite.ts";

/** What each fault is to the caller of a read, and whether the work was done all the same. */
const faults: readonly (readonly [fault: CommonFault, name: string, kind: string])[] = [
  ["rate-limited", "the marketplace's own word for too many calls", "rate-limited"],
  ["http-429", "HTTP 429", "rate-limited"],
  ["server-error", "a failing server", "retryable"],
  ["html", "a page for people", "unexpected"],
  ["garbled", "half an answer", "unexpected"],
  ["cut", "a connection cut before its answer", "retryable"],
  ["lost-answer", "an answer lost on its way", "retryable"],
  ["silence", "silence", "retryable"],
  ["auth", "a token that is refused", "auth"],
];
/** The kind of an error under that fault; only silence is not waited for as long as the connector would. */
async function meet(shop: Shop, fault: CommonFault, work: () => Promise<unknown>): Promise<string> {
  shop.patienceMs = fault === "silence" ? 400 : 20_000;
  const kind = await shop.kindOf(work());
  shop.patienceMs = 20_000;
  return kind;
}

export function describeCalls({ ports, promise }: Suite): void {
  if (!ports.orders || !ports.listings || !ports.stock || !ports.offers) return;
  const read = (shop: Shop) => part(shop.connector.orders).list({ changedSince: ago(shop, hour) });
  /** A listing made ready, so that creating it is the next call that writes. */
  async function writing(shop: Shop, more: Partial<Listing> = {}): Promise<() => Promise<unknown>> {
    const listing = shop.market.listing(more);
    const pictures = await shop.pictures(listing);
    return () => part(shop.connector.listings).createHidden(listing, pictures);
  }
  const isThere = (shop: Shop) => shop.market.truths(first).length;
  const unreachable = (shop: Shop) =>
    shop.connect({
      access: shop.access,
      settings: Object.fromEntries(
        Object.entries(shop.market.settings()).map(([name, value]) => [
          name,
          typeof value === "string" ? value.replace(shop.market.origin, "http://127.0.0.1:1") : value,
        ]),
      ),
    });

  for (const [fault, name, kind] of faults)
    promise(`meets ${name} as ${kind} when it reads, and reads again later`, async (shop) => {
      shop.market.fail(fault);
      expect(await meet(shop, fault, () => read(shop))).toBe(kind);
      expect(await shop.kindOf(read(shop))).toBe("none");
    });
  promise("asks once for what it reads, whatever happens", async (shop) => {
    for (const [fault] of faults) {
      shop.market.fail(fault);
      expect([fault, await shop.calls(() => meet(shop, fault, () => read(shop)))]).toEqual([fault, 1]);
    }
  });
  promise("waits as long as HTTP 429 tells it to", async (shop) => {
    shop.market.answer(() => new Response("Too Many Requests", { status: 429, headers: { "retry-after": "7" } }));
    expect(await shop.failure(read(shop))).toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
    expect(shop.closings).toEqual([7_000]);
  });
  promise("says how long to wait when the marketplace names a limit", async (shop) => {
    shop.market.fail("rate-limited");
    expect((await shop.failure(read(shop))).retryAfterMs).toBeGreaterThan(0);
  });
  promise("closes the gate for everybody when there are too many calls, and for nothing else", async (shop) => {
    for (const [fault, , kind] of faults) {
      shop.closings.length = 0;
      shop.market.fail(fault);
      await meet(shop, fault, () => read(shop));
      expect([fault, shop.closings.length > 0]).toEqual([fault, kind === "rate-limited"]);
    }
  });
  promise("takes an error that no document names for unexpected, and keeps its code", async (shop) => {
    shop.market.answer(() => shop.market.unknownError("ErrorOfTomorrow"));
    const error = await shop.failure(read(shop));
    expect(error.kind).toBe("unexpected");
    expect(`${error.code} ${error.message}`).toContain("ErrorOfTomorrow");
  });
  promise("takes an answer of another shape for unexpected", async (shop) => {
    for (const body of ["", "null", "[]", "7", '"text"', "{}", '{"response":[]}', '{"data":7}']) {
      shop.market.answer(() => new Response(body, { headers: { "content-type": "application/json" } }));
      expect([body, await shop.kindOf(read(shop))]).toEqual([body, "unexpected"]);
    }
  });
  promise("throws nothing but its own errors, whatever it is answered", async (shop) => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1")),
    );
    const status = fc.constantFrom(200, 200, 201, 400, 401, 403, 404, 409, 418, 422, 500, 503);
    await fc.assert(
      fc.asyncProperty(body, status, async (text, code) => {
        for (const work of [
          () => read(shop),
          () => part(shop.connector.listings).look(first),
          () => shop.connector.checkAccount(),
        ]) {
          shop.market.answer(() => new Response(text, { status: code }));
          expect(["none", ...connectorErrorKinds]).toContain(await shop.kindOf(work()));
        }
      }),
      { numRuns: 25 },
    );
  });
  promise("refuses an answer that is too large to be one", async (shop) => {
    shop.market.answer(() => new Response(`{"filler":"${"x".repeat(33 * 1024 * 1024)}"}`));
    expect(["retryable", "unexpected"]).toContain(await shop.kindOf(read(shop)));
  });
  promise("follows no redirect, reading or writing", async (shop) => {
    const write = await writing(shop);
    for (const work of [() => read(shop), write])
      for (const status of [301, 302, 307, 308]) {
        shop.market.answer(() => new Response(null, { status, headers: { location: `${shop.market.origin}/elsewhere` } }));
        expect(await shop.kindOf(work())).not.toBe("none");
      }
    expect(shop.market.paths()).not.toContain("/elsewhere");
  });
  promise("knows that nothing was sent where nobody takes the connection", async (shop) => {
    const away = unreachable(shop);
    const listing = shop.market.listing();
    for (const work of [
      () => away.checkAccount(),
      () => part(away.orders).list({ changedSince: ago(shop, hour) }),
      () => part(away.listings).createHidden(listing, [{ id: "1", url: `${shop.market.origin}/1.png` }]),
    ])
      expect(await shop.failure(work())).toMatchObject({ kind: "retryable", sent: false });
  });
  promise("passes the gate once for every call", async (shop) => {
    const before = shop.passes.length;
    const asked = await shop.calls(async () => {
      const listed = await shop.onSale(first, 3);
      await shop.connector.stock?.read?.([listed]);
      await part(shop.connector.listings).hide(listed);
      await read(shop);
      await shop.connector.checkAccount();
    });
    expect(shop.passes.length - before).toBe(asked);
  });
  promise("lets stock go first at the gate, then prices, then the rest", async (shop) => {
    const listed = await shop.create();
    const urgency = async (work: () => Promise<unknown>) => {
      const before = shop.passes.length;
      await work();
      return [...new Set(shop.passes.slice(before).map((each) => each ?? "listings"))];
    };
    expect(await urgency(() => part(shop.connector.stock).push([{ listed, quantity: 2 }]))).toEqual(["stock"]);
    expect(await urgency(() => part(shop.connector.offers).push([{ listed, price: shop.market.listing().price }]))).toEqual([
      "offers",
    ]);
    expect(await urgency(() => part(shop.connector.listings).list({}))).toEqual(["listings"]);
  });

  for (const [fault, told] of [
    ["silence", "an answer that never comes"],
    ["lost-answer", "an answer that is lost"],
  ] as const)
    promise(`knows that a write may have been done after ${told}`, async (shop) => {
      const write = await writing(shop);
      shop.market.fail(fault, { path: part(shop.market.writes.create) });
      await meet(shop, fault, write);
      expect(shop.errors.at(-1)).toMatchObject({ kind: "retryable", sent: true });
    });
  promise("takes no cut connection for a write that was refused", async (shop) => {
    const write = await writing(shop);
    shop.market.fail("cut", { path: part(shop.market.writes.create) });
    expect(await shop.failure(write())).toMatchObject({ kind: "retryable", sent: true });
    expect(isThere(shop)).toBe(0);
  });
  promise("takes no failing server for a write that was refused", async (shop) => {
    const write = await writing(shop);
    shop.market.fail("server-error", { path: part(shop.market.writes.create) });
    expect((await shop.failure(write())).kind).toBe("retryable");
  });
  promise("takes neither half an answer nor a page for one to a write", async (shop) => {
    const write = await writing(shop);
    for (const fault of ["garbled", "html"] as const) {
      shop.market.fail(fault, { path: part(shop.market.writes.create) });
      expect((await shop.failure(write())).kind).toBe("unexpected");
    }
  });
  promise("takes an error that no document names neither for yes nor for no to a write", async (shop) => {
    const write = await writing(shop);
    shop.market.answer(() => shop.market.unknownError("ErrorOfTomorrow"), { path: part(shop.market.writes.create) });
    expect((await shop.failure(write())).kind).toBe("unexpected");
  });
  promise("takes the marketplace's own word to try later neither for yes nor for no to a write", async (shop) => {
    const listed = await shop.onSale(first, 2);
    const listing = shop.market.listing({ title: "Long nhãn loại một" });
    const { listings } = shop.connector;
    for (const [act, write] of [
      ["create", await writing(shop, { sku: second })],
      ["update", () => part(listings).update(listed, listing)],
      ["activate", () => part(listings).activate(listed)],
      ["hide", () => part(listings).hide(listed)],
    ] as const) {
      shop.market.answer(shop.market.busyError, { path: part(shop.market.writes[act]) });
      expect([act, await shop.kindOf(write())]).toEqual([act, "retryable"]);
    }
  });
  promise("has written nothing where there were too many calls", async (shop) => {
    const write = await writing(shop);
    shop.market.fail("rate-limited", { path: part(shop.market.writes.create) });
    expect((await shop.failure(write())).kind).toBe("rate-limited");
    expect(shop.closings.length).toBeGreaterThan(0);
    expect(isThere(shop)).toBe(0);
  });
  promise("has written nothing where its token was refused", async (shop) => {
    const write = await writing(shop);
    shop.market.fail("auth", { path: part(shop.market.writes.create) });
    expect((await shop.failure(write())).kind).toBe("auth");
    expect(isThere(shop)).toBe(0);
  });
  promise("writes once, whatever happens", async (shop) => {
    const path = part(shop.market.writes.create);
    const sent = () => shop.market.requests().filter((each) => each.path.endsWith(path)).length;
    const write = await writing(shop);
    for (const [fault] of faults) {
      shop.market.fail(fault, { path });
      const before = sent();
      await meet(shop, fault, write);
      expect([fault, sent() - before]).toEqual([fault, 1]);
    }
  });

  /** Every fault, met reading and writing, and what goes wrong before anything is sent. */
  async function everyError(shop: Shop): Promise<readonly ConnectorError[]> {
    const path = part(shop.market.writes.create);
    const write = await writing(shop);
    for (const [fault] of faults) {
      shop.market.fail(fault);
      await meet(shop, fault, () => read(shop));
      shop.market.fail(fault, { path });
      await meet(shop, fault, write);
    }
    shop.market.answer(() => shop.market.unknownError("ErrorOfTomorrow"));
    await shop.kindOf(read(shop));
    await shop.kindOf(unreachable(shop).checkAccount());
    await shop.kindOf(shop.connect().checkAccount());
    await shop.kindOf(part(shop.connector.orders).get("0"));
    for (const { listing } of shop.market.broken)
      await shop.kindOf(part(shop.connector.listings).createHidden(listing, [{ id: "no-such-picture", url: "x" }]));
    return shop.errors;
  }
  promise("tells no secret, token or signature in any error, its cause or its stack", async (shop) => {
    const told = (await everyError(shop)).map(everythingIn).join("\n");
    for (const secret of shop.market.secrets()) expect(told.includes(secret)).toBe(false);
  });
  promise("has a sentence in each language for every error", async (shop) => {
    for (const error of await everyError(shop)) {
      const sentences = (["vi", "en"] as const).map((language) => error.says && renderText(shop.texts, error.says, language));
      expect([error.code, ...sentences]).toEqual([error.code, expect.any(String), expect.any(String)]);
      expect(sentences.join(" ")).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
  });
  promise("is told apart as an error of its own, with a code for support", async (shop) => {
    for (const error of await everyError(shop)) {
      expect(error).toBeInstanceOf(ConnectorError);
      expect(connectorErrorKinds).toContain(error.kind);
      expect(error.code).toBeTruthy();
    }
  });
}
