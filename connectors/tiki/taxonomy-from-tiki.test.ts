import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEach } from "../kit/read-each.ts";
import { attributeFromTiki, categoryFromTiki, valueFromTiki } from "./taxonomy-from-tiki.ts";
import { tikiAttributeSchema, tikiCategorySchema } from "./wire.ts";

describe("Tiki's own tree", () => {
  it("reads categories of v1 and v2 alike", () => {
    const v1 = { id: 218, name: "Sách y học", parent: 320, primary: 1 };
    const v2 = { id: 218, name: "Sách y học", parent_id: 320, is_primary: true };
    for (const raw of [v1, v2])
      expect(categoryFromTiki(tikiCategorySchema.parse(raw))).toEqual({
        id: "218",
        name: "Sách y học",
        parentId: "320",
        leaf: true,
      });
    expect(categoryFromTiki(tikiCategorySchema.parse({ id: 2, name: "Gốc", parent: 0, primary: 0 }))).toEqual({
      id: "2",
      name: "Gốc",
      leaf: false,
    });
  });

  it("names an attribute by the code a request carries", () => {
    const raw = { id: 560, code: "origin", display_name: null, is_required: 1, input_type: "select" };
    const values = [{ id: "vietnam", name: "vietnam" }];
    expect(attributeFromTiki(tikiAttributeSchema.parse(raw), values)).toEqual({
      id: "origin",
      name: "origin",
      required: true,
      values,
      freeText: false,
    });
  });

  it("takes a value by its text", () => {
    expect(valueFromTiki({ id: 7, value: "Vietnam" })).toEqual({ id: "Vietnam", name: "Vietnam" });
    expect(valueFromTiki({ id: 7, name: " No Brand " })).toEqual({ id: "No Brand", name: "No Brand" });
    expect(valueFromTiki({ id: 7 })).toBeUndefined();
  });

  it("becomes an item or a problem, whatever JSON comes", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (rows) => {
        const categories = readEach(rows, tikiCategorySchema, categoryFromTiki, () => undefined);
        const attributes = readEach(
          rows,
          tikiAttributeSchema,
          (each) => attributeFromTiki(each, []),
          () => undefined,
        );
        expect(categories.items.length + categories.problems.length).toBe(rows.length);
        expect(attributes.items.length + attributes.problems.length).toBe(rows.length);
        rows.map(valueFromTiki);
      }),
    );
  });
});
