import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Connector } from "../contract/index.ts";
import { type Asked, failed, none, other, paging, port, product, sku, type Told, tikiThat } from "./fixtures/scripted-tiki.ts";

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
