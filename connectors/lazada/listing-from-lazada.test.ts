import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countersFromLazada } from "./counters-from-lazada.ts";
import fixture from "./fixtures/products.json" with { type: "json" };
import { listingsFromLazada } from "./listing-from-lazada.ts";
import { skuSchema } from "./wire.ts";

const pageOf = (item: string, sku: string) => `https://www.lazada.vn/products/-i${item}-s${sku}.html`;
const read = (...rows: unknown[]) => listingsFromLazada(rows, pageOf);
const { listed } = fixture;
const [sku] = listed.skus;
const at = new Date("2026-01-05T00:00:00Z");

describe("a product of Lazada's", () => {
  it("is one listing a SKU, field by field", () => {
    expect(read(listed)).toEqual({
      items: [
        {
          sellerSku: "HY00000001",
          productId: "2100001",
          variantId: "9100001",
          state: "live",
          channelState: "Active/active",
          title: "Long nhãn Hưng Yên",
          description: "Nhãn lồng\nsấy dẻo",
          price: 189_000,
          stock: 5,
          categoryId: "10002019",
          pictureIds: ["https://vn-live.slatic.net/p/demo1.jpg"],
          url: "https://www.lazada.vn/products/-i2100001-s9100001.html",
          changedAt: "2026-01-01T00:01:40.000Z",
        },
      ],
      problems: [],
    });
  });

  it("is read in camel case too, with the address it brings", () => {
    expect(read(fixture.read).items).toMatchObject([
      {
        productId: "5758254690",
        variantId: "11212296431",
        stock: 1_719,
        url: "https://www.lazada.vn/-i5758254690-s11212296431.html",
        categoryId: "18209",
        pictureIds: [],
      },
    ]);
  });

  it.each([
    [{ status: "Pending QC" }, {}, "in-review"],
    [{ status: "InActive" }, {}, "hidden"],
    [{ status: "InActive", rejectReason: [{ violationDetail: "Ảnh mờ" }] }, {}, "refused"],
    [{ status: "Active" }, { Status: "inactive" }, "hidden"],
    [{ status: "Active", subStatus: "Lock" }, {}, "refused"],
    [{ status: "Rejected" }, {}, "refused"],
    [{ status: "Deleted" }, {}, "gone"],
    [{ status: "Active" }, { Status: "deleted" }, "gone"],
    [{ status: null }, {}, "live"],
    [{ status: "Something new" }, {}, "unknown"],
  ])("in the state %j with the SKU %j is %s", (product, own, state) => {
    expect(read({ ...listed, ...product, skus: [{ ...sku, ...own }] }).items).toMatchObject([{ state }]);
  });

  it("says why it was refused", () => {
    const rejectReason = [{ violationDetail: "Ảnh mờ", suggestion: "Thay ảnh" }];
    expect(read({ ...listed, status: "Rejected", rejectReason }).items[0]?.reason).toBe("Ảnh mờ; Thay ảnh");
    expect(read({ ...listed, rejectReason }).items[0]?.reason).toBeUndefined();
  });

  it("is found where its SKU is suspended, as refused", () => {
    expect(read({ ...listed, skus: [], suspendedSkus: [sku] }).items).toMatchObject([
      { sellerSku: "HY00000001", state: "refused" },
    ]);
  });

  it("hides no other, nor one SKU its sister, when it cannot be read", () => {
    const { items, problems } = read(
      { ...listed, skus: [{ ...sku, SkuId: null }, sku] },
      { ...listed, item_id: null },
      { ...listed, updated_time: "hôm qua" },
      fixture.read,
    );
    expect(items.map(({ sellerSku }) => sellerSku)).toEqual(["HY00000001", "HY00000002"]);
    expect(problems).toHaveLength(3);
  });

  it("becomes an item or a problem whatever JSON it is, and never loses a good one", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (row, skus, value) => {
        const strange = { ...listed, item_id: 7, skus, attributes: value, rejectReason: value, images: value };
        const { items, problems } = read(row, strange, listed);
        expect(items.filter(({ productId }) => productId === "2100001")).toHaveLength(1);
        expect(problems.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("what Lazada counts of a SKU", () => {
  const counters = (more: object) => {
    const read = skuSchema.safeParse({ ...sku, ...more });
    return read.success ? countersFromLazada(read.data, at) : "unreadable";
  };

  it("is sellable, held and total over every warehouse, Lazada's own too", () => {
    expect(counters({})).toEqual({ sellable: 5, total: 8, held: 3, floor: 2 });
    const fbl = { warehouseCode: "fbl", totalQuantity: 4, sellableQuantity: 3, occupyQuantity: 1, withholdQuantity: 0 };
    expect(counters({ fblWarehouseInventories: [fbl] })).toEqual({ sellable: 8, total: 12, held: 4, floor: 2 });
  });

  it("is not 0 where it is not told", () => {
    for (const sellableQuantity of [null, undefined])
      expect(counters({ multiWarehouseInventories: [{ sellableQuantity }] })).toBeUndefined();
    expect(counters({ multiWarehouseInventories: [], Available: null, quantity: null })).toBeUndefined();
    expect(counters({ multiWarehouseInventories: [{ sellableQuantity: "" }] })).toBe("unreadable");
    expect(counters({ multiWarehouseInventories: null, Available: 0 })).toMatchObject({ sellable: 0 });
  });

  it("has no floor when its campaigns are over, and one where their end cannot be read", () => {
    const campaign = { ...sku?.channelInventories[0] };
    expect(counters({ channelInventories: [{ ...campaign, endTime: "2026-01-05 06:59:59" }] })).not.toHaveProperty("floor");
    expect(counters({ channelInventories: [{ ...campaign, endTime: "mai" }, campaign] })).toMatchObject({ floor: 4 });
  });
});
