import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConnectorError, skuSchema, vnd } from "../contract/index.ts";
import { failed, listed, other, paging, port, product, sku, type Told, tikiThat } from "./fixtures/scripted-tiki.ts";

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

  it("is read back by Tiki's number, whatever a search still shows; a product that is not told is a problem", async () => {
    const old = { inventory_type: "backorder", quantity_available: 90, quantity_reserved: 0, quantity_sellable: 90 };
    const { connector } = tikiThat(({ path, query }) => {
      if (!path.endsWith("/findBy")) return { body: product };
      if (query.get("original_sku") === other) return { status: 404, body: { errors: ["Product not found"] } };
      return { body: { data: [{ ...product, inventory: old }], paging: paging(1) } };
    });
    expect(await port(connector, "stock").read?.([listed, { sku: other, productId: other }])).toMatchObject({
      items: [{ sku, sellable: 15, total: 17, held: 2, version: "45" }],
      problems: [{ code: "tiki.stock-missing", row: other }],
    });
  });
});
