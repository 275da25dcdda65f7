import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bellFromTiki } from "./bell-from-tiki.ts";

const events = z.array(z.unknown()).parse(JSON.parse(readFileSync(new URL("./fixtures/events.json", import.meta.url), "utf8")));

describe("an event of Tiki's", () => {
  it("says what changed and when, never how", () => {
    expect(events.map(bellFromTiki)).toEqual([
      { about: "orders", at: "2026-01-01T00:00:00.300Z" },
      { about: "stock", at: "2026-01-01T00:00:10.923Z" },
    ]);
    expect(bellFromTiki({ type: "PRODUCT_PRICE_UPDATED" })).toEqual({ about: "listings" });
    expect(bellFromTiki({ type: "ORDER_CREATED_SUCCESSFULLY" })).toEqual({ about: "orders" });
  });

  it("still rings when it cannot be read", () => {
    fc.assert(fc.property(fc.jsonValue(), (raw) => bellFromTiki(raw).about.length > 0));
  });
});
