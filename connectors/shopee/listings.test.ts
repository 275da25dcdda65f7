import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Listing, listingSchema, skuSchema } from "../contract/index.ts";
import { type Answered, scripted } from "./fixtures/scripted-shopee.ts";

const { models } = z
  .object({ models: z.array(z.looseObject({})) })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/item.json", import.meta.url), "utf8")));
const sku = skuSchema.parse("HY00000001");
const listed = { sku, productId: "19001234567" };
const listing = (onChannel: Partial<Listing["onChannel"]> = {}): Listing =>
  listingSchema.parse({
    sku,
    title: "Long nhãn",
    description: "Nhãn sấy.",
    unit: "gói",
    price: 180_000,
    weightGrams: 520,
    pictures: [],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
    onChannel: { categoryId: "101127", carrierIds: ["50021"], ...onChannel },
  });
const portOf = ({ connector }: Pick<ReturnType<typeof scripted>, "connector">) => {
  const { listings } = connector;
  if (!listings?.remove || !listings.uploadPicture) throw new Error("no listings port");
  return listings as Required<typeof listings>;
};

describe("an act on a listing", () => {
  it.each([
    ["hide", true, { success_list: [{ item_id: 19_001_234_567, unlist: true }] }, undefined],
    ["activate", false, { success_list: [{ item_id: 19_001_234_567, unlist: false }] }, undefined],
    [
      "hide",
      true,
      { failure_list: [{ item_id: 19_001_234_567, failed_reason: "Item cannot be unlisted when item is under promotion." }] },
      "rejected",
    ],
    [
      "activate",
      false,
      { failure_list: [{ item_id: 19_001_234_567, failed_reason: "Cannot change unlisted item status to normal directly" }] },
      "rejected",
    ],
    ["hide", true, { failure_list: [{ item_id: 19_001_234_567, failed_reason: "for a reason of its own" }] }, "unexpected"],
    ["hide", true, { success_list: [{ item_id: 1 }] }, "unexpected"],
  ] as const)("to %s sends unlist %s and believes the row: %j", async (act, unlist, response, kind) => {
    const { connector, asked } = scripted(() => ({ response }));
    const done = connector.listings?.[act](listed).then(
      () => undefined,
      (error: { kind: string }) => error.kind,
    );
    expect(await done).toBe(kind);
    expect(asked).toMatchObject([{ path: "product/unlist_item", body: { item_list: [{ item_id: 19_001_234_567, unlist }] } }]);
  });

  it("believes the rows of a call that failed as a whole", async () => {
    const given = scripted(() => ({
      error: "product.error_unlist_item_all_failed",
      message: "Unlist item all failed.",
      response: {
        failure_list: [{ item_id: 19_001_234_567, failed_reason: "Banned and Reviewing Products cannot be delisted" }],
      },
    }));
    await expect(portOf(given).hide(listed)).rejects.toMatchObject({ kind: "rejected", says: { code: "shopee.in-review" } });
  });

  it.each(["update", "hide", "activate"] as const)("that is another variation's too is refused unsent (%s)", async (act) => {
    const given = scripted(({ path }) => (path === "product/get_model_list" ? { response: { model: models } } : undefined));
    await expect(portOf(given)[act]({ ...listed, variantId: "230000001" }, listing())).rejects.toMatchObject({
      kind: "rejected",
      says: { code: "shopee.variation-shared", params: { others: 1 } },
    });
    expect(given.asked.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("counts a variation that cannot be read, and touches no page that a lost one left", async () => {
    const of = (model: unknown[]) =>
      scripted(({ path }) => (path === "product/get_model_list" ? { response: { model } } : undefined));
    const variation = { ...listed, variantId: "230000001" };
    for (const [model, says] of [
      [[models[0], {}], "variation-shared"],
      [[], "variations"],
    ] as const) {
      const given = of([...model]);
      await expect(portOf(given).hide(variation)).rejects.toMatchObject({ kind: "rejected", says: { code: `shopee.${says}` } });
      expect(given.asked).toHaveLength(1);
    }
  });

  it("removes one variation of several, the whole of a lone one, and what is gone is removed", async () => {
    const variation = { ...listed, variantId: "230000001" };
    const of = (model: unknown[]) => scripted(({ path }) => (path === "product/get_model_list" ? { response: { model } } : {}));
    const several = of(models);
    await portOf(several).remove(variation);
    expect(several.asked.at(-1)).toMatchObject({
      path: "product/delete_model",
      body: { item_id: 19_001_234_567, model_id: 230_000_001 },
    });
    const lone = of(models.slice(0, 1));
    await portOf(lone).remove(variation);
    expect(lone.asked.at(-1)).toMatchObject({ path: "product/delete_item", body: { item_id: 19_001_234_567 } });
    for (const left of [[], models.slice(1)]) {
      const gone = of(left);
      await portOf(gone).remove(variation);
      expect(gone.asked.map(({ method }) => method)).toEqual(["GET"]);
    }
    await portOf(scripted(() => ({ error: "error_item_not_found", message: "Product not found" }))).remove(listed);
    const locked = scripted(() => ({ error: "error_cannt_delete_in_promotion", message: "under promotion" }));
    await expect(portOf(locked).remove(listed)).rejects.toMatchObject({ kind: "rejected" });
  });

  it("creates one item hidden, empty, in the shop's warehouse, with words where Shopee lists no value", async () => {
    const tree = [{ attribute_id: 5, attribute_info: { input_type: 3 } }];
    const given = scripted(
      ({ path }) =>
        path === "product/get_attribute_tree"
          ? { response: { list: [{ category_id: 101_127, attribute_tree: tree }] } }
          : { response: { item_id: 42 } },
      { settings: { locationId: "VN0005EIZ" } },
    );
    expect(await portOf(given).createHidden(listing({ attributes: { "5": ["12"] } }), [{ id: "p" }])).toEqual({
      sku,
      productId: "42",
    });
    expect(given.asked.at(-1)).toMatchObject({
      path: "product/add_item",
      body: {
        item_status: "UNLIST",
        item_sku: sku,
        seller_stock: [{ location_id: "VN0005EIZ", stock: 0 }],
        attribute_list: [{ attribute_id: 5, attribute_value_list: [{ value_id: 0, original_value_name: "12" }] }],
      },
    });
  });

  it.each<[Answered, string]>([
    [{ error: "error_param", message: "Invalid category." }, "rejected"],
    [{ error: "error_busi_add_item_failed", message: "Add item failed. please try later" }, "retryable"],
    [{ error: "error_brand_new", message: "?" }, "unexpected"],
    [{ status: 502 }, "retryable"],
    [{ silent: true }, "retryable"],
    [{ response: {} }, "unexpected"],
  ])("creates once, whatever comes back: %j", async (answer, kind) => {
    const given = scripted(() => answer);
    await expect(portOf(given).createHidden(listing(), [])).rejects.toMatchObject({ kind, sent: true });
    expect(given.asked).toHaveLength(1);
  });

  it("is known not to have been sent where the reading before it failed", async () => {
    const given = scripted(() => ({ silent: true }));
    await expect(portOf(given).createHidden(listing({ attributes: { "5": ["12"] } }), [])).rejects.toMatchObject({
      sent: false,
    });
    const { categoryId: _, ...rest } = listing().onChannel;
    await expect(portOf(given).createHidden({ ...listing(), onChannel: rest }, [])).rejects.toMatchObject({ sent: false });
  });
});

describe("a picture", () => {
  const picture = { sha256: "a".repeat(64), mediaType: "image/png", url: "http://127.0.0.1/a", illustration: false } as const;
  const image = { image_id: "vn-1", image_url_list: [{ image_url_region: "VN", image_url: "https://cf.shopee.vn/file/1" }] };
  const bytes = async () =>
    new Uint8Array(
      await sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } })
        .webp()
        .toBuffer(),
    );

  it("is made into what Shopee takes, and signed as the setting says", async () => {
    const given = scripted(() => ({ response: { image_info: image } }), { settings: { uploadSignedAs: "app" } });
    expect(await portOf(given).uploadPicture(picture, await bytes())).toEqual({
      id: "vn-1",
      url: "https://cf.shopee.vn/file/1",
    });
    const [sent] = given.asked;
    const file = z.instanceof(FormData).parse(sent?.body).get("image");
    expect(file).toMatchObject({ type: "image/jpeg", name: `${"a".repeat(16)}.jpg` });
    expect(sent?.query.has("access_token")).toBe(false);
  });

  it("that failed inside a good answer has failed", async () => {
    const failed = { image_info_list: [{ id: 0, error: "error_param", message: "Image not exist." }] };
    await expect(portOf(scripted(() => ({ response: failed }))).uploadPicture(picture, await bytes())).rejects.toMatchObject({
      kind: "validation",
    });
    const listedOnly = { image_info_list: [{ id: 0, error: "", message: "", image_info: image }] };
    expect(await portOf(scripted(() => ({ response: listedOnly }))).uploadPicture(picture, await bytes())).toMatchObject({
      id: "vn-1",
    });
  });
});
