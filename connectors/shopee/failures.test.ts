import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isRefusal, shopeeCode, shopeeError, shopeeFailure, shopeeFailures } from "./failures.ts";

const documented = z
  .object({
    common: z.array(z.string()),
    observed: z.array(z.string()),
    calls: z.record(z.string(), z.array(z.string())),
  })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/documented-codes.json", import.meta.url), "utf8")));
const codes = [
  ...new Set([...documented.common, ...documented.observed, ...Object.values(documented.calls).flat()]),
].toSorted();

describe("the codes of Shopee", () => {
  it("are those of every call that is made here", () => {
    const sources = ["access", "client", "items", "item-pages", "listings", "offers", "stock", "taxonomy", "cancellation"]
      .concat(["order-details", "order-window", "returns", "shipment", "index"])
      .map((file) => readFileSync(new URL(`./${file}.ts`, import.meta.url), "utf8"))
      .join("\n");
    const made = [...sources.matchAll(/"((?:product|order|logistics|returns|media_space|shop|auth|public)\/[\w/]+)"/g)];
    const named: Readonly<Record<string, string>> = {
      "auth/token/get": "public.get_access_token",
      "auth/access_token/get": "public.refresh_access_token",
    };
    const calls = new Set(made.map(([, path = ""]) => named[path] ?? path.replace("/", ".")));
    expect([...calls].toSorted()).toEqual(Object.keys(documented.calls).toSorted());
  });

  it.each(codes)("have a row each: %s", (code) => {
    expect(Object.hasOwn(shopeeFailures.exact, shopeeCode(code))).toBe(true);
  });

  it("are one with a prefix and without, unless the prefix says something else", () => {
    for (const raw of ["error_param", "product.error_param", "order. error_param", "error.param", "product.error.param"])
      expect(shopeeCode(raw)).toBe("error_param");
    expect(shopeeFailure("error_limit", "")?.kind).toBe("rate-limited");
    expect(shopeeFailure("order.error_limit", "Can not cancel this order")?.says.code).toBe("shopee.order-state");
    expect(shopeeFailure("logistics.error_limit", "")?.kind).toBe("rejected");
  });

  it.each([
    ["error_auth", "Invalid access_token.", "sign-in", false],
    ["error_auth", "Invalid refresh_token.", "sign-in", false],
    ["error_auth", "Invalid sign", "sign", true],
    ["error_sign", "Wrong sign.", "sign", true],
    ["error_auth", "Stock should be larger than reserved stock.", "reserved-stock", true],
    ["error.param", "Can not update item with stock less than reserved stock", "reserved-stock", true],
    ["error_param", "Can not update item with stock less than reserve stock", "reserved-stock", true],
    ["error_auth", "Lack of location_id, please double check.", "location", true],
    ["error_busi", "The merchant/shop has multi warehouse, please input location id", "location", true],
    ["error_inner", "Invalid stock location ID", "location", true],
    ["error_param", "Can not update item with different stock structure.", "stock-structure", true],
    ["error_auth", "Please wait for the holiday mode set then to edit item. Please try later.", "holiday", true],
    ["error_server", "The current item belong to the full FBS shop, so normal stock must be equal to 0", "warehouse", true],
    ["error_param", "Timestamp is expired.", "clock", true],
    ["error_param", "Image not exist.", "pictures", true],
    ["error_param", "Wrong model_id.", "variations", true],
    ["error_param", "Wrong parameters, detail: {msg}.", "data", true],
    ["error_auth", "System error, please try again later.", "busy", false],
    ["logistics.error_param", "System error, please try again later.", "busy", false],
    [
      "logistics.error_param",
      "The order is being allocated, please wait until the allocate is completed.",
      "order-pending",
      false,
    ],
    ["logistics.package_already_shipped", "This package has already been arranged shipment", "already-arranged", true],
    ["order.error_param", "You can not cancel warehouse order.", "warehouse-order", true],
    ["error_busi_update_stock_failed", "Update stock failed, please check failure_list for detailed reason", "busy", false],
    ["error_rate_limit", "Too many requests. You have reached the rate limit. Please try again later.", "too-fast", false],
    ["error_limit", "The total API call number made by your APP has reached the daily API call limit", "quota", false],
  ])("mean what their sentence says: %s %s", (code, message, says, refusal) => {
    const error = shopeeError(code, message);
    expect(error.says?.code).toBe(`shopee.${says}`);
    expect(isRefusal(error)).toBe(refusal);
  });

  it("are no refusal, and of an unexpected kind, when nothing lists them", () => {
    for (const code of ["error_brand_new", "", "toString", "__proto__", "product.error_brand_new"]) {
      const error = shopeeError(code, "who knows");
      expect(error.kind).toBe("unexpected");
      expect(isRefusal(error)).toBe(false);
    }
  });

  it("never call a refusal what may have had an effect", () => {
    for (const { kind, refusal } of Object.values(shopeeFailures.exact))
      expect(refusal === true).toBe(kind === "rejected" || kind === "validation");
  });
});
