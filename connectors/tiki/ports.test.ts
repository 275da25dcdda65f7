import { readFileSync } from "node:fs";
import { type AxiosAdapter, AxiosError } from "axios";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type Access,
  type Connector,
  ConnectorError,
  instant,
  type ListedSku,
  type Order,
  type Page,
  skuSchema,
  vnd,
} from "../contract/index.ts";
import { tikiEdge } from "./edge.ts";
import { tiki } from "./index.ts";

const [dropship] = z
  .array(z.looseObject({}))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/orders.json", import.meta.url), "utf8")));
const [product] = z
  .array(z.looseObject({}))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/products.json", import.meta.url), "utf8")));
const sku = skuSchema.parse("HY00000001");
const other = skuSchema.parse("HY00000002");
const listed: ListedSku = { sku, productId: sku };
const now = new Date("2026-01-03T00:00:00Z");
const access: Access = { accessToken: "at-secret-1", refreshToken: "rt-secret-2", expiresAt: instant("2026-01-04T00:00:00Z") };
const settings = {
  clientId: "7590139168389961",
  clientSecret: "cs-secret-3",
  clientAuth: "basic",
  redirectUrl: "https://erp.example.vn/consent/tiki",
  apiHost: "https://api.tiki.vn",
  warehouseId: 1034,
};

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
type Told = { readonly status?: number; readonly body?: unknown; readonly text?: string; readonly lost?: string };

/** Tiki as a list of answers to what is asked; what it was asked is kept. */
function tikiThat(answer: (asked: Asked, index: number) => Told, more: Record<string, unknown> = {}) {
  const asked: Asked[] = [];
  const http: AxiosAdapter = (config) => {
    const url = new URL(`${config.baseURL ?? ""}${config.url ?? ""}`);
    const data = config.data as unknown;
    const one: Asked = {
      method: (config.method ?? "").toUpperCase(),
      path: url.pathname,
      query: url.searchParams,
      headers: config.headers.toJSON(),
      body: typeof data === "string" && data.startsWith("{") ? JSON.parse(data) : data,
    };
    const { status = 200, body, text, lost } = answer(one, asked.push(one) - 1);
    if (lost) return Promise.reject(new AxiosError("lost", lost, config));
    return Promise.resolve({ data: text ?? JSON.stringify(body), status, statusText: "", headers: {}, config });
  };
  const closed: number[] = [];
  const outside = {
    http,
    gate: { pass: () => Promise.resolve(), closeFor: (ms: number) => void closed.push(ms) },
    now: () => now,
  };
  const connector: Connector = tiki.connect({ ...settings, ...more }, access, outside);
  return { asked, closed, connector };
}
const failed = async (work: Promise<unknown>): Promise<ConnectorError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ConnectorError) return error;
  throw new Error("It did not fail", { cause: error });
};
function port<Name extends keyof Connector>(connector: Connector, name: Name): NonNullable<Connector[Name]> {
  const found = connector[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
}
const paging = (total: number, last_page = 1) => ({ total, current_page: 1, from: 0, to: 20, per_page: 20, last_page });
const none = { data: [], paging: paging(0) };

describe("settings", () => {
  it.each(Object.keys(settings))("are refused without %s, by name", (key) => {
    const { [key as "clientId"]: _left, ...rest } = settings;
    expect(() =>
      tiki.connect(rest, undefined, { gate: { pass: () => Promise.resolve(), closeFor() {} }, now: () => now }),
    ).toThrow(key);
  });

  it("are refused with a name nobody knows, and give the rate they ask for", () => {
    expect(tikiEdge.settings.safeParse({ ...settings, warehouse: 1 }).success).toBe(false);
    expect(tiki.rateOf(settings)).toEqual({ requests: 8, perMs: 1_000 });
    expect(tiki.rateOf({ ...settings, requestsPerSecond: 50 })).toEqual({ requests: 50, perMs: 1_000 });
  });

  it("of an in-house app need no page to agree on", async () => {
    const { connector, asked } = tikiThat(() => ({ body: { access_token: "a", expires_in: 3600 } }), { app: "in-house" });
    const redirectUrl = "https://erp.example.vn/consent/tiki?own=1";
    expect(tikiEdge.consentUrl?.({ ...settings, app: "in-house" }, { redirectUrl, state: "RJvROw5f" })).toBe(
      "https://erp.example.vn/consent/tiki?own=1&state=RJvROw5f",
    );
    const read = tikiEdge.readAccess?.(await port(connector, "access").exchange({ query: {} }));
    await port(connector, "access").refresh(read?.refreshToken ?? "");
    for (const { body } of asked) expect(String(body)).toBe("grant_type=client_credentials&client_id=7590139168389961");
  });
});

describe("the access", () => {
  const read = (status: number, body: unknown) =>
    Promise.resolve().then(() => tikiEdge.readAccess?.({ status, body: JSON.stringify(body), receivedAt: instant(now) }));

  it("is exchanged and renewed with what the app was registered with", async () => {
    const { connector, asked } = tikiThat(() => ({ body: {} }));
    await port(connector, "access").exchange({ query: { code: "c0de", state: "x" } });
    await port(connector, "access").refresh("rt");
    expect(asked.map(({ method, path, body }) => [method, path, String(body)])).toEqual([
      [
        "POST",
        "/sc/oauth2/token",
        "grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2Ferp.example.vn%2Fconsent%2Ftiki&client_id=7590139168389961",
      ],
      [
        "POST",
        "/sc/oauth2/token",
        "grant_type=refresh_token&refresh_token=rt&redirect_uri=https%3A%2F%2Ferp.example.vn%2Fconsent%2Ftiki&client_id=7590139168389961",
      ],
    ]);
    expect(asked[0]?.headers["Content-Type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(await failed(port(connector, "access").exchange({ query: { error: "access_denied" } }))).toMatchObject({
      kind: "auth",
    });
    expect(await failed(port(connector, "access").exchange({ query: {} }))).toMatchObject({ sent: false });
  });

  it("is read with the life the answer gives it", async () => {
    expect(await read(200, { access_token: "a", refresh_token: "r", expires_in: "3600" })).toEqual({
      accessToken: "a",
      refreshToken: "r",
      expiresAt: "2026-01-03T01:00:00.000Z",
    });
  });

  it.each([
    [400, { error: "invalid_grant", error_description: "used" }, "auth"],
    [401, { error: "invalid_client" }, "validation"],
    [401, {}, "validation"],
    [429, {}, "retryable"],
    [503, { error: "server_error" }, "retryable"],
    [200, { access_token: "" }, "unexpected"],
    [200, [], "unexpected"],
    [400, { error: "something_new" }, "unexpected"],
  ])("of HTTP %i %j grants nothing: %s", async (status, body, kind) => {
    expect((await failed(read(status, body))).kind).toBe(kind);
  });

  it("never throws anything but a ConnectorError, and tells no token in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.integer({ min: 200, max: 599 }), async (body, status) => {
        const answer = await read(status, body).catch((thrown: unknown) => thrown);
        expect(answer instanceof ConnectorError || (answer as Access).accessToken.length > 0).toBe(true);
      }),
    );
  });
});

describe("a call", () => {
  const list = (connector: Connector) => port(connector, "orders").list({ changedSince: instant("2026-01-02T00:00:00Z") });

  it("carries the token in its header alone", async () => {
    const { connector, asked } = tikiThat(() => ({ body: none }));
    await list(connector);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: "GET", path: "/integration/v2/orders" });
    expect(asked[0]?.headers).toMatchObject({ Authorization: "Bearer at-secret-1" });
    expect(asked[0]?.query.toString()).toBe("updated_from_date=2026-01-02+07%3A00%3A00&page=1&limit=50");
  });

  it.each<[string, Told, string, string]>([
    ["a 401", { status: 401, text: "Unauthorized" }, "auth", "401"],
    ["a 429", { status: 429, text: "slow" }, "rate-limited", "429"],
    ["a 500", { status: 500, body: { errors: ["Category not found id: 1"] } }, "retryable", "500"],
    ["a 502 of a gateway", { status: 502, text: "<html>" }, "retryable", "502"],
    ["a 403 of Tiki", { status: 403, body: { errors: ["Forbidden"] } }, "rejected", "403"],
    ["a 403 of a gateway", { status: 403, text: "<html>Forbidden</html>" }, "unexpected", "http-403"],
    ["a redirect", { status: 302, text: "" }, "unexpected", "http-302"],
    ["a page", { text: "<!doctype html>" }, "unexpected", "http-200"],
    ["errors under a 200", { body: { errors: ["?"] } }, "unexpected", "http-200"],
    ["another shape", { body: { data: 7 } }, "unexpected", "paging"],
    ["silence", { lost: "ECONNABORTED" }, "retryable", "ECONNABORTED"],
  ])("answered with %s is told so once", async (_, told, kind, code) => {
    const { connector, asked, closed } = tikiThat(() => told);
    expect(await failed(list(connector))).toMatchObject({ kind, code });
    expect(asked).toHaveLength(1);
    expect(closed.length).toBe(kind === "rate-limited" ? 1 : 0);
  });

  it("tells no secret in an error, even when Tiki repeats it", async () => {
    for (const status of [400, 403, 422, 500]) {
      const { connector } = tikiThat(() => ({ status, body: { errors: ["at-secret-1 rt-secret-2", { s: "cs-secret-3" }] } }));
      const { message, says, stack } = await failed(list(connector));
      expect(JSON.stringify([message, says, stack])).not.toMatch(/secret-\d/);
    }
  });
});

describe("a number pushed", () => {
  const levels = [listed, { sku: other, productId: "77" }].map((each) => ({ listed: each, quantity: 4 }));

  it("goes by updateSku, one warehouse of ours, and nothing else of the product", async () => {
    const { connector, asked } = tikiThat(() => ({ body: { state: "approved" } }));
    expect(await port(connector, "stock").push(levels)).toEqual({ applied: [sku, other], refused: [], unsure: [] });
    await port(connector, "offers").push([{ listed, price: vnd(175_000) }]);
    expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        "PUT",
        "/integration/v2.1/products/updateSku",
        { original_sku: sku, warehouse_quantities: [{ warehouse_id: 1034, qty_available: 4 }] },
      ],
      [
        "PUT",
        "/integration/v2.1/products/updateSku",
        { product_id: 77, warehouse_quantities: [{ warehouse_id: 1034, qty_available: 4 }] },
      ],
      ["PUT", "/integration/v2.1/products/updateSku", { original_sku: sku, price: 175_000 }],
    ]);
  });

  it.each<[string, Told, "refused" | "unsure"]>([
    ["a 422 of Tiki", { status: 422, body: { errors: ["no"] } }, "refused"],
    ["a 404 of Tiki", { status: 404, body: { errors: ["Product not found"] } }, "refused"],
    ["a 403 of a gateway", { status: 403, text: "<html>" }, "unsure"],
    ["a 409 that no page names", { status: 409, body: { errors: ["conflict"] } }, "unsure"],
    ["a 500 with a known text", { status: 500, body: { errors: ["less than ten percent"] } }, "unsure"],
    ["another state", { body: { state: "queuing" } }, "unsure"],
    ["an empty answer", { text: "" }, "unsure"],
    ["silence", { lost: "ECONNRESET" }, "unsure"],
  ])("answered with %s is %s, and the next row is sent", async (_, told, where) => {
    const { connector, asked } = tikiThat((__, index) => (index === 0 ? told : { body: { state: "approved" } }));
    const report = await port(connector, "stock").push(levels);
    expect(report.applied).toEqual([other]);
    expect(where === "refused" ? report.refused.map((each) => each.sku) : report.unsure).toEqual([sku]);
    expect(asked).toHaveLength(2);
  });

  it.each([401, 429])("that everything after it would meet too (%i) ends the run", async (status) => {
    const told = { status, body: { errors: ["no"] } };
    const first = tikiThat(() => told);
    expect((await failed(port(first.connector, "stock").push(levels))).code).toBe(String(status));
    const third = { listed: { sku: skuSchema.parse("HY00000003"), productId: "78" }, quantity: 1 };
    const second = tikiThat((_, index) => (index === 1 ? told : { body: { state: "approved" } }));
    expect(await port(second.connector, "stock").push([...levels, third])).toEqual({
      applied: [sku],
      refused: [],
      unsure: [other, third.listed.sku],
    });
    expect(second.asked).toHaveLength(2);
  });

  it("comes back exactly once for every SKU, whatever is answered", async () => {
    const told = fc.oneof(
      fc.record({ status: fc.constantFrom(200, 400, 401, 403, 404, 409, 422, 429, 500), body: fc.jsonValue() }),
      fc.record({ text: fc.string() }),
      fc.constant<Told>({ body: { state: "approved" } }),
      fc.constant<Told>({ lost: "ECONNRESET" }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 4, maxLength: 4 }), async (answers) => {
        const { connector } = tikiThat((_, index) => answers[index] ?? {});
        const skus = answers.map((_, index) => skuSchema.parse(`HY0000000${index}`));
        const rows = skus.map((each) => ({ listed: { sku: each, productId: each }, quantity: 1 }));
        try {
          const { applied, refused, unsure } = await port(connector, "stock").push(rows);
          expect([...applied, ...refused.map((each) => each.sku), ...unsure].sort()).toEqual(skus);
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorError);
        }
      }),
    );
  });

  it("is read back with Tiki's counters, and a product that is not told is a problem", async () => {
    const { connector } = tikiThat(({ path, query }) => {
      if (!path.endsWith("/findBy")) return { body: product };
      if (query.get("original_sku") === other) return { status: 404, body: { errors: ["Product not found"] } };
      return { body: { data: [{ ...product, inventory: undefined }], paging: paging(1) } };
    });
    expect(await port(connector, "stock").read?.([listed, { sku: other, productId: other }])).toMatchObject({
      items: [{ sku, sellable: 15, total: 17, held: 2, version: "45" }],
      problems: [{ code: "tiki.stock-missing", row: other }],
    });
  });
});

describe("a look", () => {
  const request = { request_id: "1", state: "awaiting_approve", created_at: "2026-01-02 19:13:28", kind: "create_product" };
  const looking = (told: Record<string, Told | ((asked: Asked) => Told)>) =>
    tikiThat((asked) => {
      const found = Object.entries(told).find(([path]) => asked.path.endsWith(path))?.[1];
      return typeof found === "function" ? found(asked) : (found ?? { body: asked.path.endsWith("/tracking") ? [] : none });
    });
  const look = (connector: Connector) => port(connector, "listings").look(sku);

  it("asks products, tracks and requests before it says none", async () => {
    const { connector, asked } = looking({});
    expect(await look(connector)).toEqual([]);
    expect(asked.map(({ path }) => path.replace("/integration", ""))).toEqual([
      "/v2/products/findBy",
      "/v2/tracking",
      "/v2/requests",
    ]);
  });

  it.each<[string, Record<string, Told>]>([
    ["the search fails", { "/findBy": { status: 500, text: "" } }],
    ["the tracks fail", { "/tracking": { lost: "ECONNRESET" } }],
    ["the requests fail", { "/requests": { text: "<html>" } }],
    ["a product cannot be read", { "/findBy": { body: { data: [{ original_sku: sku }], paging: paging(1) } } }],
    ["a track cannot be read", { "/tracking": { body: [{ state: "queuing" }] } }],
    ["a request cannot be read", { "/requests": { body: { data: [{}], paging: paging(1) } } }],
    ["a track is queued without its request", { "/tracking": { body: [{ track_id: "t", state: "queuing", reason: "" }] } }],
    [
      "a request does not tell its SKU",
      { "/requests": { body: { data: [request], paging: paging(1) } }, "/requests/1": { body: request } },
    ],
    [
      "an approved request does not tell its product",
      {
        "/requests": {
          body: { data: [{ ...request, state: "approved", products: [{ original_sku: sku }] }], paging: paging(1) },
        },
      },
    ],
  ])("fails where %s", async (_, told) => {
    const { connector } = looking(told);
    await failed(look(connector));
  });

  it("finds what only a request's own page tells, with the track that made it", async () => {
    const { connector } = looking({
      "/tracking": { body: [{ track_id: "t9", state: "awaiting_approve", request_id: 1 }] },
      "/requests/1": { body: { ...request, products: [{ original_sku: sku.toLowerCase() }] } },
    });
    expect(await look(connector)).toMatchObject([{ sellerSku: sku, productId: sku, variantId: "t9", state: "in-review" }]);
  });

  it("finds an approved product that the search does not know yet, and no other", async () => {
    const approved = { ...request, state: "approved", products: [{ product_id: 5, original_sku: sku }] };
    const told = { "/requests": { body: { data: [approved], paging: paging(1) } } };
    const { connector } = looking({ ...told, "/products/5": { body: product } });
    expect(await look(connector)).toMatchObject([{ productId: sku, state: "live" }]);
    const renamed = looking({ ...told, "/products/5": { body: { ...product, original_sku: "KHAC" } } });
    expect(await look(renamed.connector)).toEqual([]);
  });

  it("does not count what was rejected, deleted or only changes a product", async () => {
    const rows = [
      { ...request, state: "rejected" },
      { ...request, state: "deleted", request_id: "2" },
      { ...request, request_id: "3", kind: "update_product" },
    ].map((each) => ({ ...each, products: [{ original_sku: sku }] }));
    const { connector } = looking({
      "/requests": { body: { data: rows, paging: paging(3) } },
      "/tracking": { body: [{ track_id: "t", state: "rejected", reason: "420" }] },
    });
    expect(await look(connector)).toEqual([]);
  });

  it("reads every page, short ones too, and begins anew when a list shrinks", async () => {
    const pages = (totals: readonly number[]) => ({
      "/requests": ({ query }: Asked) => {
        const page = Number(query.get("page"));
        const data = page === 3 ? [{ ...request, products: [{ original_sku: sku }] }] : [];
        return { body: { data, paging: paging(totals[page - 1] ?? 0, 3) } };
      },
    });
    expect(await look(looking(pages([45, 45, 46])).connector)).toHaveLength(1);
    expect(await failed(look(looking(pages([45, 44, 44])).connector))).toMatchObject({ kind: "retryable", code: "moving" });
  });

  it("asks a full list of tracks again in halves of its time, unless Tiki heeds no time", async () => {
    const tracks = Array.from({ length: 130 }, (_, index) => ({ track_id: `t${index}`, state: "approved", request_id: "1" }));
    const start = Date.parse("2026-01-02T00:00:00Z");
    const moment = (text: string | null) => Date.parse(`${text?.replace(" ", "T")}+07:00`);
    const bounded = looking({
      "/tracking": ({ query }) => {
        const [from, to] = [moment(query.get("created_at_min")), moment(query.get("created_at_max"))];
        const rows = tracks.filter((_, index) => start + index * 60_000 >= from && start + index * 60_000 <= to).reverse();
        return { body: rows.slice(0, 50) };
      },
    });
    expect(await look(bounded.connector)).toEqual([]);
    expect(bounded.asked.filter(({ path }) => path.endsWith("/tracking")).length).toBeGreaterThan(3);
    const unheeded = looking({ "/tracking": { body: tracks.slice(0, 50) } });
    expect(await look(unheeded.connector)).toEqual([]);
    expect(unheeded.asked.filter(({ path }) => path.endsWith("/tracking"))).toHaveLength(3);
  });
});

describe("the list of listings", () => {
  const update = {
    request_id: "3",
    state: "update_product_awaiting_approve",
    kind: "update_product",
    created_at: "2026-01-03 06:00:00",
  };
  const titlesWhile = async (request: object) => {
    const { connector } = tikiThat(({ path }) => ({
      body: path.endsWith("/v2/requests")
        ? { data: [request], paging: paging(1) }
        : { data: [product, { ...product, product_id: 9, original_sku: other }], paging: paging(2) },
    }));
    const { items } = await port(connector, "listings").list({});
    return items.map(({ title }) => title !== undefined);
  };

  it("leaves out the words of what Tiki is reviewing, since the old ones are nobody's change", async () => {
    expect(await titlesWhile({ ...update, products: [{ product_id: 9 }] })).toEqual([true, false]);
    expect(await titlesWhile({ ...update, products: [] })).toEqual([false, false]);
    expect(await titlesWhile({ ...update, products: [], created_at: "2025-12-20 06:00:00" })).toEqual([true, true]);
    expect(await titlesWhile({ ...update, state: "update_product_approved" })).toEqual([true, true]);
  });

  it("shows the newest request of a SKU while it is no product: under review, or refused and why", async () => {
    const asking = (request_id: string, state: string, original_sku: string) => ({
      request_id,
      state,
      kind: "create_product",
      created_at: "2026-01-03 06:00:00",
      reasons: "Ảnh mờ",
      products: [{ original_sku, name: "Long nhãn" }],
    });
    const data = [
      asking("6", "awaiting_approve", "HY00000003"),
      asking("5", "rejected", "HY00000003"),
      asking("4", "rejected", other),
      asking("3", "rejected", sku),
      asking("2", "approved", sku),
      asking("1", "rejected", "MA-CUA-TOI"),
    ];
    const { connector } = tikiThat(({ path, query }) => {
      if (path.endsWith("/v2/requests")) return { body: { data, paging: paging(6) } };
      if (path.endsWith("/findBy")) return query.get("original_sku") === sku ? { body: product } : { body: none };
      return { body: { data: [product], paging: paging(1) } };
    });
    const { items } = await port(connector, "listings").list({});
    expect(items.map(({ productId, state, reason }) => [productId, state, reason])).toEqual([
      ["HY00000003", "in-review", undefined],
      [other, "refused", "Ảnh mờ"],
      [sku, "live", undefined],
    ]);
  });

  it("goes on behind the row where Tiki ends every list", async () => {
    const { connector, asked } = tikiThat(({ path }) => ({
      body: path.endsWith("/v2/requests") ? none : { data: [product], paging: paging(10_400, 208) },
    }));
    let cursor: string | undefined;
    for (let pages = 0; pages < 201; pages += 1) cursor = (await port(connector, "listings").list({ cursor })).nextCursor;
    const places = asked
      .filter(({ path }) => path.endsWith("/products"))
      .map(({ query }) => [query.get("page"), query.get("created_to_date")]);
    expect(places.slice(199)).toEqual([
      ["200", null],
      ["1", "2026-01-01 08:00:00"],
    ]);
  });
});

describe("a picture", () => {
  const picture = {
    sha256: "a".repeat(64),
    mediaType: "image/png",
    url: "http://127.0.0.1:9000/files/a.png?v=1",
    illustration: false,
  } as const;
  const square = async (side: number) =>
    new Uint8Array(
      await sharp({ create: { width: side, height: 700, channels: 3, background: "#c80" } })
        .png()
        .toBuffer(),
    );

  it("is not uploaded: Tiki is told where it is, at an address it can reach", async () => {
    const { connector, asked } = tikiThat(() => ({}), { pictureOrigin: "https://ocop.example.vn" });
    const url = "https://ocop.example.vn/files/a.png?v=1";
    expect(await port(connector, "listings").uploadPicture?.(picture, await square(500))).toEqual({ id: url, url });
    expect(asked).toEqual([]);
  });

  it("that Tiki would not take is said before anything is sent", async () => {
    const listings = port(tikiThat(() => ({})).connector, "listings");
    expect(await failed(listings.uploadPicture?.(picture, await square(499)) ?? Promise.resolve())).toMatchObject({
      kind: "validation",
      sent: false,
      says: { code: "tiki.picture-small" },
    });
    expect(await failed(listings.uploadPicture?.(picture, new Uint8Array([1, 2])) ?? Promise.resolve())).toMatchObject({
      sent: false,
    });
  });
});

describe("orders", () => {
  const order = (code: number, updated: string) => ({ ...dropship, code: String(code), updated_at: updated });
  async function all<Found extends Page<Order>>(read: (cursor: string | undefined) => Promise<Found>) {
    const items: Order[] = [];
    for (let pages = 1, cursor: string | undefined; ; pages += 1) {
      const page: Found = await read(cursor);
      items.push(...page.items);
      if (page.nextCursor === undefined) return { items, pages, last: page };
      if (pages > 60) throw new Error("The pages have no end");
      cursor = page.nextCursor;
    }
  }
  /** Orders as Tiki lists changes: oldest first, in pages of five, some of them not shown. */
  function changing(orders: { code: number; second: number; hidden?: boolean }[], before?: (call: number) => void) {
    const time = (second: number) =>
      `2026-01-02 08:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
    return tikiThat(({ query }, call) => {
      before?.(call);
      const [from, to] = [query.get("updated_from_date") ?? "", query.get("updated_to_date") ?? "9"];
      const rows = orders
        .map((each) => ({ ...each, at: time(each.second) }))
        .filter(({ at }) => at >= from && at <= to)
        .sort((one, next) => one.second - next.second || one.code - next.code);
      const page = Number(query.get("page"));
      const data = rows.slice(page * 5 - 5, page * 5).flatMap(({ code, at, hidden }) => (hidden ? [] : [order(code, at)]));
      return { body: { data, paging: paging(rows.length, Math.max(1, Math.ceil(rows.length / 5))) } };
    });
  }
  const since = instant("2026-01-02T01:00:00Z");
  const codesOf = (items: readonly Order[]) => [...new Set(items.map(({ id }) => Number(id)))].sort((one, next) => one - next);

  it("that change while they are read hide no other, in one second or in many", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ second: fc.integer({ min: 0, max: 6 }), hidden: fc.constant(false) }), { maxLength: 24 }),
        fc.array(fc.record({ call: fc.integer({ min: 1, max: 8 }), which: fc.nat() }), { maxLength: 6 }),
        async (rows, moves) => {
          const orders = rows.map((row, code) => ({ ...row, code }));
          const { connector } = changing(orders, (call) => {
            for (const move of moves.filter((each) => each.call === call)) {
              const moved = orders[move.which % Math.max(1, orders.length)];
              if (moved) moved.second = 100 + call;
            }
          });
          const { items } = await all((cursor) => port(connector, "orders").list({ changedSince: since, cursor }));
          expect(codesOf(items)).toEqual(orders.map(({ code }) => code));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of one full second hide none of it when one of them leaves it", async () => {
    for (let call = 1; call <= 5; call += 1)
      for (let which = 0; which < 12; which += 1) {
        const orders = Array.from({ length: 12 }, (_, code) => ({ code, second: 0 }));
        const { connector } = changing(orders, (at) => {
          const moved = orders[which];
          if (at === call && moved) moved.second = 100;
        });
        const { items } = await all((cursor) => port(connector, "orders").list({ changedSince: since, cursor }));
        expect(codesOf(items)).toEqual(orders.map(({ code }) => code));
      }
  });

  it("are read behind a whole page that Tiki does not show", async () => {
    const orders = Array.from({ length: 12 }, (_, code) => ({ code, second: code, hidden: code < 7 }));
    const { items } = await all((cursor) => port(changing(orders).connector, "orders").list({ changedSince: since, cursor }));
    expect(codesOf(items)).toEqual([7, 8, 9, 10, 11]);
  });

  describe("by creation", () => {
    const listing = (total: (call: number) => number, rowsOf: (page: number, call: number) => number[], lastPage = 2) =>
      tikiThat(({ query }, call) => ({
        body: {
          data: rowsOf(Number(query.get("page")), call).map((code) => order(code, "2026-01-02 08:00:00")),
          paging: paging(total(call), lastPage),
        },
      }));
    const read = ({ connector }: ReturnType<typeof tikiThat>) =>
      all((cursor) => port(connector, "orders").listCreated({ createdSince: since, cursor }));

    it("are complete when every row was seen, and no status is left out", async () => {
      const shop = listing(
        () => 4,
        (page) => (page === 1 ? [4, 3] : [2, 1]),
      );
      const { last, pages } = await read(shop);
      expect([last.complete, pages]).toEqual([true, 2]);
      for (const { query } of shop.asked) expect([...query.keys()].sort()).toEqual(["created_from_date", "limit", "page"]);
    });

    it("that Tiki counts and does not show are complete when two passes agree", async () => {
      const { last, pages } = await read(
        listing(
          () => 6,
          (page) => (page === 1 ? [4, 3] : [2, 1]),
        ),
      );
      expect([last.complete, pages]).toEqual([true, 4]);
    });

    it("are not complete when two passes differ, when nothing is shown of what is counted, or where every list is cut", async () => {
      const differing = listing(
        () => 6,
        (page, call) => (page === 1 ? [4, 3] : [2, call < 2 ? 1 : 9]),
      );
      const empty = listing(
        () => 6,
        () => [],
      );
      const cut = listing(
        () => 10_000,
        () => [1],
        1,
      );
      for (const shop of [differing, empty, cut]) expect((await read(shop)).last.complete).toBe(false);
    });

    it("begin anew when one comes or goes between two pages", async () => {
      const shop = listing(
        (call) => (call === 0 ? 4 : 5),
        (page) => (page === 1 ? [5, 4, 3] : [2, 1]),
      );
      const { last, pages } = await read(shop);
      expect([last.complete, pages]).toEqual([true, 4]);
    });

    it("are not known to be whole without a paging", async () => {
      const { connector } = tikiThat(() => ({ body: { data: [] } }));
      expect(await failed(port(connector, "orders").listCreated({ createdSince: since }))).toMatchObject({ code: "paging" });
    });

    it("are none where Tiki counts none: whether that may be is not ours to say", async () => {
      expect(
        (
          await read(
            listing(
              () => 0,
              () => [],
              1,
            ),
          )
        ).last,
      ).toMatchObject({ complete: true, items: [] });
    });
  });

  it("without a SKU in their lines ask the product for it, once", async () => {
    const bare = { ...(dropship as { items: { product: object }[] }).items[0], product: { id: 2_161_924, name: "Long nhãn" } };
    const { connector, asked } = tikiThat(({ path }) =>
      path.includes("/products/")
        ? { body: product }
        : { body: { data: [1, 2].map((code) => ({ ...dropship, code, items: [bare] })), paging: paging(2) } },
    );
    const { items } = await port(connector, "orders").list({ changedSince: since });
    expect(items.map(({ lines }) => lines[0])).toMatchObject([1, 2].map(() => ({ sellerSku: sku, productId: sku })));
    expect(asked).toHaveLength(2);
  });
});

describe("an order answered", () => {
  const items = (...statuses: string[]) =>
    statuses.map((status, index) => ({
      id: 10 + index,
      product: { id: 5, seller_product_code: sku },
      confirmation: { status },
      invoice: { price: 1, quantity: 1 },
    }));
  const told = (
    orders: object[],
    confirmed: Told = { body: { message: "success" } },
    inventories: number[] = [188_954, 1034],
  ) => {
    let reads = 0;
    return tikiThat(({ path, method }) => {
      if (path.endsWith("/seller-inventories"))
        return {
          body: { seller_inventories: [], mappings: [{ tiki_warehouse_code: "sgn", seller_inventory_ids: inventories }] },
        };
      if (path.endsWith("/expected-pickup-slots"))
        return { body: { pickup_slots: [{ expected_pickup_slot: "sáng", expected_pickup_time: "2026-01-04 10:00:00" }] } };
      if (method === "POST") return confirmed;
      reads += 1;
      return { body: { ...dropship, ...orders[Math.min(reads, orders.length) - 1] } };
    });
  };
  const posts = ({ asked }: ReturnType<typeof tikiThat>) =>
    asked.filter(({ method }) => method === "POST").map(({ path, body }) => [path, body]);
  const odf = { fulfillment_type: "tiki_delivery" };

  it("is confirmed with every item of the reading just before it", async () => {
    const shop = told([{ ...odf, items: items("waiting", "seller_confirmed", "seller_canceled") }]);
    await port(shop.connector, "orders").accept?.("510916693");
    expect(posts(shop)).toEqual([
      ["/integration/v2/orders/510916693/confirm-available", { available_item_ids: [10, 11], seller_inventory_id: 1034 }],
    ]);
  });

  it("of the dropship model is confirmed whole, for a time Tiki offers", async () => {
    const shop = told([{}]);
    await port(shop.connector, "orders").accept?.("510916693");
    expect(posts(shop)).toEqual([
      [
        "/integration/v2/orders/510916693/dropship/confirm-available",
        { confirmation_status: "seller_confirmed", seller_inventory_id: 1034, expected_pickup_time: "2026-01-04 10:00:00" },
      ],
    ]);
  });

  it("is given up by declaring every item unavailable", async () => {
    const shop = told([{ ...odf, items: items("waiting", "waiting") }]);
    await port(shop.connector, "orders").cancel?.("510916693", "OUT_OF_STOCK");
    expect(posts(shop)).toEqual([
      ["/integration/v2/orders/510916693/confirm-available", { available_item_ids: [], seller_inventory_id: 1034 }],
    ]);
  });

  it.each([
    ["confirmed", { items: items("seller_confirmed") }],
    ["being collected", { status: "picking", items: items("confirmed") }],
    ["delivered", { status: "complete", items: items("confirmed") }],
  ])("that is %s already is not confirmed again", async (_, there) => {
    const shop = told([there]);
    await port(shop.connector, "orders").accept?.("510916693");
    expect(posts(shop)).toEqual([]);
  });

  it.each([
    ["canceled", "cancelled there"],
    ["closed", "closed there"],
  ])("with the status %s is not confirmed, and given up already", async (status) => {
    const shop = told([{ status }]);
    expect(await failed(port(shop.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      kind: "rejected",
      sent: true,
    });
    await port(shop.connector, "orders").cancel?.("510916693", "x");
    expect(posts(shop)).toEqual([]);
  });

  it("cannot be given up once a line of it is confirmed", async () => {
    const shop = told([{ ...odf, items: items("waiting", "seller_confirmed") }]);
    expect(await failed(port(shop.connector, "orders").cancel?.("510916693", "x") ?? Promise.resolve())).toMatchObject({
      kind: "rejected",
      code: "order-state",
    });
  });

  it("that is not paid yet waits", async () => {
    const shop = told([{ status: "waiting_payment" }]);
    for (const act of ["accept", "cancel"] as const)
      expect(await failed(port(shop.connector, "orders")[act]?.("510916693", "x") ?? Promise.resolve())).toMatchObject({
        kind: "retryable",
        sent: false,
      });
  });

  it("counts a refusal as done when somebody else was first, and else hands it on", async () => {
    const refusal = { status: 422, body: { errors: ["Order is confirmed already"] } };
    const first = told([{ items: items("waiting") }, { items: items("seller_confirmed") }], refusal);
    await port(first.connector, "orders").accept?.("510916693");
    const withdrawn = told([{ items: items("waiting") }], refusal);
    expect(await failed(port(withdrawn.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      code: "422",
    });
  });

  it("without a sure answer is unknown, and sent once", async () => {
    for (const lost of [{ lost: "ECONNRESET" }, { status: 502, text: "" }, { status: 409, text: "" }]) {
      const shop = told([{ items: items("waiting") }, { items: items("seller_confirmed") }], lost);
      expect(["retryable", "unexpected"]).toContain(
        (await failed(port(shop.connector, "orders").accept?.("510916693") ?? Promise.resolve())).kind,
      );
      expect(posts(shop)).toHaveLength(1);
    }
  });

  it("is collected where the settings say, from the only place, or not guessed at", async () => {
    const only = told([{ ...odf, items: items("waiting") }], undefined, [7]);
    await port(only.connector, "orders").accept?.("510916693");
    expect(posts(only)).toMatchObject([[expect.any(String), { seller_inventory_id: 7 }]]);
    const several = told([{ ...odf, items: items("waiting") }], undefined, [7, 8]);
    expect(await failed(port(several.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      code: "inventory",
      sent: false,
    });
    const unknown = told([{ fulfillment_type: "instant_delivery", items: items("waiting") }]);
    expect(await failed(port(unknown.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      code: "order-model",
      says: { params: { model: "instant_delivery" } },
    });
  });
});

describe("bells", () => {
  const events = [{ type: "ORDER_STATUS_UPDATED", created_at: 1767225600300 }, 7];

  it("are there where the account has a queue", () => {
    expect(tikiThat(() => ({})).connector.bells).toBeUndefined();
    expect(tikiEdge.abilitiesOf?.(settings).bells).toBeUndefined();
    expect(tikiEdge.abilitiesOf?.({ ...settings, eventQueue: "q" })).toMatchObject({ bells: true, stockKind: "gross-set" });
  });

  it("are fetched with the app's own token, and acknowledged by the next fetch", async () => {
    const { connector, asked } = tikiThat(
      ({ path }) => ({
        body: path.endsWith("/token") ? { access_token: "app-token", expires_in: 60 } : { events, ack_id: "k1" },
      }),
      { eventQueue: "5a84289f" },
    );
    const { bells, nextCursor } = await port(connector, "bells").pull({});
    expect(bells).toEqual([{ about: "orders", at: "2026-01-01T00:00:00.300Z" }, { about: "other" }]);
    await port(connector, "bells").pull({ cursor: nextCursor });
    const pulls = asked.filter(({ path }) => path.endsWith("/v1/queues/5a84289f/events/pull"));
    expect(pulls.map(({ body }) => body)).toEqual([{ ack_id: null }, { ack_id: "k1" }]);
    for (const { headers } of pulls) expect(headers.Authorization).toBe("Bearer app-token");
  });

  it("go on when Tiki has forgotten the acknowledgement", async () => {
    const { connector, asked } = tikiThat(
      ({ body }) =>
        (body as { ack_id: unknown }).ack_id === null
          ? { body: { events: [], ack_id: "k2" } }
          : { status: 422, body: { errors: ["ack_id is invalid"] } },
      { eventQueue: "q", app: "in-house" },
    );
    expect(await port(connector, "bells").pull({ cursor: "old" })).toEqual({ bells: [], nextCursor: "k2" });
    expect(asked).toHaveLength(2);
  });
});

describe("an account", () => {
  const seller = { id: 1, active: 1, can_update_product: 1 };
  const checked = (me: object, warehouses: unknown[] = [{ warehouse_id: 1034 }]) =>
    tikiThat(({ path }) => ({ body: path.endsWith("/warehouses") ? { data: warehouses } : me })).connector.checkAccount();

  it("is in order when it sells, may be changed, and has the warehouse", async () => {
    await checked(seller);
  });

  it.each([
    ["seller-inactive", { ...seller, active: 0 }, undefined],
    ["updates-off", { ...seller, can_update_product: "0" }, undefined],
    ["warehouse", seller, [{ warehouse_id: 7 }]],
  ])("is not: %s", async (code, me, warehouses) => {
    expect(await failed(checked(me, warehouses))).toMatchObject({ code });
  });
});
