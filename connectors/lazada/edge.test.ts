import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChannelTaxonomy, type Listing, listingSchema, renderText } from "../contract/index.ts";
import { lazadaEdge } from "./edge.ts";
import { signLazadaPush } from "./sign.ts";
import { lazadaTexts } from "./texts.ts";

const settings = {
  appKey: "500123",
  appSecret: "demoAppSecret0x51aa",
  apiHost: "https://api.lazada.vn",
  authHost: "https://auth.lazada.com",
};
const picture = (sha256: string) => ({ sha256, mediaType: "image/png", url: "http://127.0.0.1/a.png" });
const listing = (more: Record<string, unknown> = {}): Listing =>
  listingSchema.parse({
    sku: "HY00000001",
    title: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy dẻo.",
    unit: "gói",
    price: 180_000,
    weightGrams: 520,
    sizeMillimetres: { length: 200, width: 150, height: 50 },
    pictures: [picture("a")],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
    onChannel: { categoryId: "7436", attributes: { warranty_type: ["Không bảo hành"], "saleProp.flavor": ["Vị khác"] } },
    ...more,
  });
const taxonomy: ChannelTaxonomy = {
  categories: [
    { id: "6588", name: "Thực phẩm", leaf: false },
    { id: "7436", name: "Trái cây sấy", leaf: true, parentId: "6588" },
  ],
  attributes: {
    "7436": [
      {
        id: "warranty_type",
        name: "Loại bảo hành",
        required: true,
        values: [{ id: "Không bảo hành", name: "Không bảo hành" }],
      },
      { id: "saleProp.flavor", name: "Hương vị", required: false, freeText: true, values: [{ id: "Ngọt", name: "Ngọt" }] },
    ],
  },
  carriers: [],
};
const empty: ChannelTaxonomy = { categories: [], attributes: {}, carriers: [] };

describe("what Lazada would refuse of a listing", () => {
  it("is nothing of one that keeps to its rules, with or without its tree at hand", () => {
    expect(lazadaEdge.checkListing(listing(), taxonomy)).toEqual([]);
    expect(lazadaEdge.checkListing(listing(), empty)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ["no category", { onChannel: {} }, "category", "lazada.no-category"],
    ["a category that is gone", { onChannel: { categoryId: "1" } }, "category", "lazada.category-unknown"],
    ["a category that is no leaf", { onChannel: { categoryId: "6588" } }, "category", "lazada.category-not-leaf"],
    [
      "an attribute that is missing",
      { onChannel: { categoryId: "7436" } },
      "attributes.warranty_type",
      "lazada.attribute-missing",
    ],
    [
      "a value Lazada has not",
      { onChannel: { categoryId: "7436", attributes: { warranty_type: ["Trọn đời"] } } },
      "attributes.warranty_type",
      "lazada.attribute-unknown",
    ],
    ["no picture", { pictures: [] }, "pictures", "lazada.no-picture"],
    ["nine pictures", { pictures: "a b c d e f g h i".split(" ").map(picture) }, "pictures", "lazada.many-pictures"],
    ["one picture twice", { pictures: [picture("a"), picture("a")] }, "pictures", "lazada.picture-twice"],
    ["no price", { price: 0 }, "price", "kit.price"],
    ["a long title", { title: "x".repeat(256) }, "title", "lazada.long-title"],
    ["a title with marks", { title: "Nhãn | <mới>" }, "title", "lazada.title-characters"],
    ["a long description", { description: "x".repeat(25_000) }, "description", "lazada.long-description"],
    ["no size", { sizeMillimetres: undefined }, "size", "lazada.no-size"],
    ["a large package", { sizeMillimetres: { length: 1_500, width: 1_000, height: 600 } }, "size", "lazada.large-package"],
    ["a heavy package", { weightGrams: 40_001 }, "weight", "lazada.heavy-package"],
  ])("is %s, with its field, its sentence and its source", (_, more, field, code) => {
    const problems = lazadaEdge.checkListing(listing(more), taxonomy);
    expect(problems).toMatchObject([{ field, code, source: expect.stringContaining("Lazada") as string }]);
  });
});

describe("the consent page", () => {
  it("is asked for by the app's key, for Viet Nam, with the state handed in", () => {
    expect(lazadaEdge.consentUrl?.(settings, { redirectUrl: "https://cho.example.vn/back?own=1", state: "once" })).toBe(
      "https://auth.lazada.com/oauth/authorize?response_type=code&force_auth=true&redirect_uri=https%3A%2F%2Fcho.example.vn%2Fback%3Fown%3D1&client_id=500123&country=vn&state=once",
    );
  });
});

const ring = (
  body: string,
  authorization = signLazadaPush(settings.appKey, settings.appSecret, new TextEncoder().encode(body)),
) =>
  lazadaEdge.readDoorbell?.(settings, {
    method: "POST",
    url: "https://cho.example.vn/bell",
    headers: { authorization },
    body: new TextEncoder().encode(body),
  });

describe("a bell of Lazada's", () => {
  it.each([
    [
      { seller_id: "1234567", message_type: 0, data: {}, timestamp: 1_767_225_601_123, site: "lazada_vn" },
      { about: "orders", shopId: "1234567", at: "2026-01-01T00:00:01.123Z" },
    ],
    [
      { seller_id: 1234567, message_type: 14, timestamp: 1_767_225_601 },
      { about: "orders", shopId: "1234567", at: "2026-01-01T00:00:01.000Z" },
    ],
    [
      { seller_id: "1", message_type: 1 },
      { about: "listings", shopId: "1" },
    ],
    [
      { seller_id: "1", message_type: "6" },
      { about: "stock", shopId: "1" },
    ],
    [
      { seller_id: "null", message_type: 8, data: { app_key: "500123", seller_id: 1234567 } },
      { about: "access", shopId: "1234567" },
    ],
    [{ message_type: 12, site: "lazada_sg" }, { about: "other" }],
    [{ message_type: 999 }, { about: "other" }],
  ])("%j is about %j", (push, bell) => {
    expect(ring(JSON.stringify(push))).toEqual(bell);
  });

  it("is not heard with another signature, and never thrown at", () => {
    expect(ring('{"message_type":0}', "0".repeat(64))).toBeUndefined();
    expect(ring("not json")).toEqual({ about: "other" });
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(ring(body)).toHaveProperty("about");
      }),
    );
  });
});

describe("what Lazada's rooms say", () => {
  it("is filled in", () => {
    const [problem] = lazadaEdge.checkListing(listing({ title: "x".repeat(300) }), taxonomy);
    expect(problem && renderText([lazadaTexts.catalogue], problem, "vi")).toBe(
      "Tên dài 300 ký tự, Lazada nhận nhiều nhất 255. Hãy viết ngắn lại.",
    );
  });
});
