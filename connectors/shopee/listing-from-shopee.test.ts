import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listingFromShopee } from "./listing-from-shopee.ts";
import { shopeeItemSchema, shopeeModelSchema } from "./wire-items.ts";

const { item, models } = z
  .object({ item: shopeeItemSchema, models: z.array(shopeeModelSchema) })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/item.json", import.meta.url), "utf8")));
const [on, off] = models;

describe("what Shopee shows", () => {
  it("is an item with its own SKU, list price and what all its warehouses sell", () => {
    expect(listingFromShopee(item)).toEqual({
      sellerSku: "HY00000001",
      productId: "19001234567",
      state: "hidden",
      channelState: "UNLIST",
      pictureIds: ["vn-11134207-7r98o-demo1"],
      title: "Long nhãn Hưng Yên",
      description: "Nhãn lồng sấy dẻo.",
      price: 189_000,
      stock: 5,
      categoryId: "100352",
      changedAt: "2026-01-01T00:01:40.000Z",
    });
  });

  it("is one listing a variation, with the variation's SKU, price and stock", () => {
    expect(listingFromShopee(item, on)).toMatchObject({
      productId: "19001234567",
      variantId: "230000001",
      sellerSku: "HY00000002",
      price: 189_000,
      stock: 5,
    });
    expect(listingFromShopee({ ...item, item_status: "NORMAL" }, off)).toMatchObject({
      variantId: "230000002",
      state: "hidden",
      channelState: "NORMAL MODEL_UNAVAILABLE",
      price: 99_000,
      // A place that does not sell is not counted.
      stock: 4,
    });
  });

  it.each([
    ["NORMAL", "live"],
    ["UNLIST", "hidden"],
    ["REVIEWING", "in-review"],
    ["BANNED", "refused"],
    ["SELLER_DELETE", "gone"],
    ["SHOPEE_DELETE", "gone"],
    ["SOMETHING_NEW", "unknown"],
  ])("that is %s there is %s here", (item_status, state) => {
    expect(listingFromShopee({ ...item, item_status })).toMatchObject({ state, channelState: item_status });
  });

  it("tells why it was banned, and the words of a description with pictures", () => {
    const extended = {
      ...item,
      description: "",
      description_info: {
        extended_description: {
          field_list: [{ field_type: "text", text: "Một" }, { field_type: "image" }, { field_type: "text", text: "Hai" }],
        },
      },
    };
    expect(listingFromShopee(extended, undefined, "Thiếu giấy phép")).toMatchObject({
      description: "Một\n\nHai",
      reason: "Thiếu giấy phép",
    });
  });

  it("leaves out a price that is no whole đồng, and nothing else", () => {
    const { price, ...rest } = listingFromShopee(item);
    expect(price).toBe(189_000);
    expect(listingFromShopee({ ...item, price_info: [{ original_price: 12.5 }] })).toEqual(rest);
  });
});
