import fc from "fast-check";
import { describe, expect, it } from "vitest";
import fixture from "./fixtures/taxonomy.json" with { type: "json" };
import { attributesFromLazada, categoriesFromLazada } from "./taxonomy-from-lazada.ts";

describe("the category tree", () => {
  it("becomes rows, a parent before its children", () => {
    expect(categoriesFromLazada(fixture.tree)).toEqual({
      items: [
        { id: "6588", name: "Thực phẩm", leaf: false },
        { id: "7436", name: "Trái cây sấy", leaf: true, parentId: "6588" },
        { id: "7435", name: "Mật ong", leaf: true, parentId: "6588" },
      ],
      problems: [],
    });
  });

  it("keeps the branches that can be read, whatever JSON the others are", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (row, children) => {
        const odd = { category_id: 1, name: "Khác", children };
        const { items } = categoriesFromLazada([row, odd, ...fixture.tree]);
        expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(["6588", "7436", "7435"]));
      }),
    );
  });
});

describe("the attributes of a category", () => {
  it("are those that a listing does not fill by itself, each told where it goes", () => {
    expect(attributesFromLazada(fixture.attributes)).toEqual({
      items: [
        {
          id: "warranty_type",
          name: "Loại bảo hành",
          required: true,
          mostValues: 1,
          values: [
            { id: "Không bảo hành", name: "Không bảo hành" },
            { id: "Bảo hành nhà bán", name: "Bảo hành nhà bán" },
          ],
        },
        { id: "saleProp.flavor", name: "Hương vị", required: false, freeText: true, values: [{ id: "Ngọt", name: "Ngọt" }] },
        { id: "sku.shelf_life", name: "Hạn sử dụng", required: false, freeText: true, mostValues: 1, values: [] },
      ],
      problems: [],
    });
  });

  it("are read beside any that cannot be", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (row, options) => {
        const { items } = attributesFromLazada([row, { name: "odd", options }, ...fixture.attributes]);
        expect(items.filter(({ id }) => id === "warranty_type")).toHaveLength(1);
      }),
    );
  });
});
