import { type Access, accessSchema, ConnectorError, instant, type RawAccess } from "connectors/contract";
import fc from "fast-check";
import { expect } from "vitest";
import { consentState, part, type Shop, type Suite } from "./suite.ts";

export function describeAccess({ edge, ports, has, promise }: Suite): void {
  if (!ports.access) return;
  const consentUrl = (shop: Shop) =>
    part(edge.consentUrl?.(shop.market.settings(), { redirectUrl: `${shop.market.origin}/back?own=1`, state: consentState }));
  const read = (raw: RawAccess): Access => part(edge.readAccess?.(raw));
  const readLater = async (raw: Promise<RawAccess>): Promise<Access> => read(await raw);
  const port = (shop: Shop, access?: Access) => part(shop.connect({ access }).access);
  /** What the consent page sends back. */
  const agree = (shop: Shop) => part(shop.market.consent)(consentUrl(shop));
  const held = (shop: Shop): Access => part(shop.access);
  const refresh = (shop: Shop) => port(shop, shop.access).refresh(part(held(shop).refreshToken));

  promise("sends the seller to a consent page with the state and the way back", (shop) => {
    const url = new URL(consentUrl(shop));
    const values = [...url.searchParams.values()];
    expect(url.origin).toBe(shop.market.origin);
    expect(values).toContain(consentState);
    expect(values).toContain(`${shop.market.origin}/back?own=1`);
  });
  promise("puts no secret into the consent page's address", (shop) => {
    for (const secret of shop.market.secrets()) expect(consentUrl(shop)).not.toContain(secret);
  });
  promise("is sent back with the state, and with what the way back had of its own", async (shop) => {
    expect(await agree(shop)).toMatchObject({ own: "1", state: consentState });
  });
  promise("signs in with what the consent page sends back", async (shop) => {
    const access = await readLater(port(shop).exchange({ query: await agree(shop) }));
    expect(accessSchema.safeParse(access).success).toBe(true);
    expect(await shop.kindOf(shop.connect({ access }).checkAccount())).toBe("none");
  });
  promise("exchanges a code in one call", async (shop) => {
    const query = await agree(shop);
    expect(await shop.calls(() => port(shop).exchange({ query }))).toBe(1);
  });
  promise(
    "knows which shop signed in",
    (shop) => {
      expect(held(shop).shopId).toBe(shop.market.shopId);
    },
    has.shopId,
  );
  promise(
    "knows which shop signed in from each documented form of the answer",
    async (shop) => {
      for (const tellSo of part(shop.market.accessForms)) {
        tellSo();
        expect((await shop.signIn()).shopId).toBe(shop.market.shopId);
      }
    },
    has.accessForms,
  );
  promise("knows by the marketplace's own word when its access ends", (shop) => {
    const apart = Math.abs(Date.parse(held(shop).expiresAt) - part(shop.market.accessEnds)());
    expect(apart).toBeLessThan(1_000);
  });
  promise("cannot use a code twice", async (shop) => {
    const query = await agree(shop);
    await port(shop).exchange({ query });
    expect(await shop.kindOf(readLater(port(shop).exchange({ query })))).toBe("auth");
  });
  promise("gets no access for a code that nobody gave", async (shop) => {
    const query = await agree(shop);
    expect(await shop.kindOf(readLater(port(shop).exchange({ query: { ...query, code: "made-up" } })))).toBe("auth");
  });
  promise("is told without a call that a way back without a code is none", async (shop) => {
    const { code: _, ...query } = await agree(shop);
    const asked = await shop.calls(async () =>
      expect(await shop.failure(port(shop).exchange({ query }))).toMatchObject({ kind: "validation", sent: false }),
    );
    expect(asked).toBe(0);
  });
  promise("hands on the answer as it came, dated by the clock it was given", async (shop) => {
    const query = await agree(shop);
    shop.market.clock.advance(4_321);
    const raw = await port(shop).exchange({ query });
    expect(raw).toMatchObject({
      status: 200,
      body: shop.market.lastAnswer(),
      receivedAt: instant(shop.market.clock.now()),
    });
  });
  promise("reads an answer without looking at a clock or changing it", async (shop) => {
    const raw = await port(shop).exchange({ query: await agree(shop) });
    const kept = structuredClone(raw);
    const access = read(raw);
    shop.market.clock.advance(3_600_000);
    expect(read(Object.freeze(raw))).toEqual(access);
    expect(raw).toEqual(kept);
  });
  promise("reads any answer as access or as a ConnectorError", () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom("", "null", "[]", '{"error":""}', "<html></html>"));
    fc.assert(
      fc.property(text, fc.integer({ min: 100, max: 599 }), (body, status) => {
        try {
          accessSchema.parse(read({ status, body, receivedAt: instant(0) }));
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorError);
        }
      }),
      { numRuns: 200 },
    );
  });
  promise("takes no half of an answer for access", async (shop) => {
    const raw = await port(shop).exchange({ query: await agree(shop) });
    const { accessToken } = read(raw);
    for (const body of [raw.body.slice(0, raw.body.length / 2), raw.body.replace(accessToken, ""), "{}"])
      expect(["unexpected", "auth"]).toContain(await shop.kindOf(readLater(Promise.resolve({ ...raw, body }))));
  });
  promise("keeps a broken answer for reading, as something to try again", async (shop) => {
    const query = await agree(shop);
    shop.market.answer(() => new Response("Bad Gateway", { status: 502 }));
    const raw = await port(shop).exchange({ query });
    expect(raw).toMatchObject({ status: 502, body: "Bad Gateway" });
    expect(await shop.kindOf(readLater(Promise.resolve(raw)))).toBe("retryable");
  });
  promise("refreshes, and the new access works", async (shop) => {
    const renewed = await readLater(refresh(shop));
    expect(renewed.accessToken).not.toBe(held(shop).accessToken);
    expect(await shop.kindOf(shop.connect({ access: renewed }).checkAccount())).toBe("none");
  });
  promise("is the same shop after a refresh, with an end and a token for the next one", async (shop) => {
    const renewed = await readLater(refresh(shop));
    const { refreshToken: next, shopId, expiresAt } = { ...held(shop), ...renewed };
    expect(shopId).toBe(shop.market.shopId);
    expect(next).toBeTruthy();
    expect(Math.abs(Date.parse(expiresAt) - part(shop.market.accessEnds)())).toBeLessThan(1_000);
  });
  promise("refreshes when its access is already over", async (shop) => {
    part(shop.market.expireAccess)();
    const renewed = await readLater(refresh(shop));
    expect(await shop.kindOf(shop.connect({ access: renewed }).checkAccount())).toBe("none");
  });
  promise("must sign in anew when a refresh is refused", async (shop) => {
    expect(await shop.kindOf(readLater(port(shop, shop.access).refresh("made-up")))).toBe("auth");
  });
  promise(
    "refreshes once with one token",
    async (shop) => {
      await refresh(shop);
      expect(await shop.kindOf(readLater(refresh(shop)))).toBe("auth");
    },
    has.refreshIsSpent,
  );
  promise("needs no sign-in to ask for one, and none of it goes into the answer's place", async (shop) => {
    const query = await agree(shop);
    const before = shop.market.requests().length;
    await port(shop).exchange({ query });
    const [call] = shop.market.requests().slice(before);
    expect(call?.path.endsWith(part(shop.market.tokenPath))).toBe(true);
    expect(call?.query.get("access_token")).toBeNull();
  });

  promise("asks nothing before it has signed in", async (shop) => {
    const asked = await shop.calls(async () =>
      expect(await shop.failure(shop.connect().checkAccount())).toMatchObject({ kind: "auth", sent: false }),
    );
    expect(asked).toBe(0);
  });
  promise("does no work of any port before it has signed in", async (shop) => {
    const listed = { sku: shop.market.listing().sku, productId: "1", variantId: "1" };
    const { listings, offers, stock, orders, taxonomy } = shop.connect();
    const works: (() => Promise<unknown> | undefined)[] = [
      () => listings?.look(listed.sku),
      () => listings?.list({}),
      () => listings?.createHidden(shop.market.listing(), [{ id: "1", url: `${shop.market.origin}/1.png` }]),
      () => offers?.push([{ listed, price: shop.market.listing().price }]),
      () => stock?.push([{ listed, quantity: 1 }]),
      () => orders?.list({ changedSince: instant(0) }),
      () => orders?.get("1"),
      () => taxonomy?.categories(),
    ];
    const asked = await shop.calls(async () => {
      for (const work of works)
        expect(await shop.failure(Promise.resolve().then(work))).toMatchObject({ kind: "auth", sent: false });
    });
    expect(asked).toBe(0);
  });
  promise("needs a new access when its own is over", async (shop) => {
    part(shop.market.expireAccess)();
    expect(await shop.kindOf(shop.connector.checkAccount())).toBe("auth");
  });
  promise("needs a new consent when the seller took it back", async (shop) => {
    await part(shop.market.revoke)();
    expect(await shop.kindOf(shop.connector.checkAccount())).toBe("auth");
    expect(["auth", "rejected"]).toContain(await shop.kindOf(readLater(refresh(shop))));
  });
  for (const { name } of has.waysToClose)
    promise(`finds that an account cannot be used with ${name}, and says so`, async (shop) => {
      part(shop.market.waysToClose.find((way) => way.name === name)).close();
      expect((await shop.failure(shop.connector.checkAccount())).says).toBeDefined();
    });
  promise("checks an account with something small that changes nothing", async (shop) => {
    expect(await shop.calls(() => shop.connector.checkAccount())).toBeLessThanOrEqual(2);
    const writes = Object.values(shop.market.writes);
    const asked = shop.market.requests().map(({ path }) => path);
    expect(asked.filter((path) => writes.some((write) => path.endsWith(write)))).toEqual([]);
  });

  for (const [name, work] of [
    [
      "exchanging a code",
      async (shop: Shop) => {
        const query = await agree(shop);
        return () => port(shop).exchange({ query });
      },
    ],
    ["refreshing", async (shop: Shop) => () => refresh(shop)],
  ] as const) {
    promise(`meets silence while ${name} as something unknown, and asks once`, async (shop) => {
      const begin = await work(shop);
      shop.market.fail("silence", { count: 9 });
      shop.patienceMs = 400;
      const asked = await shop.calls(async () =>
        expect(await shop.failure(begin())).toMatchObject({ kind: "retryable", sent: true }),
      );
      expect(asked).toBe(1);
    });
    promise(`knows that a lost answer while ${name} may have taken effect`, async (shop) => {
      const begin = await work(shop);
      shop.market.fail("lost-answer");
      expect(await shop.failure(begin())).toMatchObject({ kind: "retryable", sent: true });
    });
  }
}
