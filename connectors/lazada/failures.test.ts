import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findFailure } from "../kit/failure-table.ts";
import { lazadaFailures, umbrellaCodes, wholeCallCodes } from "./failures.ts";

/** Copied from the calls' own pages and lazada §1; see each row's source. */
const documented = z
  .array(z.object({ code: z.string(), name: z.string().optional(), source: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/documented-codes.json", import.meta.url), "utf8")));

describe("what Lazada says no with", () => {
  it.each(documented)("has a row for $code of $source", ({ code, name }) => {
    const row = lazadaFailures.exact[code];
    expect(row).toBeDefined();
    if (name) expect(lazadaFailures.exact[name]).toEqual(row);
  });

  it("is a refusal exactly where the call is said to be refused", () => {
    for (const [code, { kind, refusal }] of Object.entries(lazadaFailures.exact))
      expect([code, refusal ?? false]).toEqual([code, kind === "rejected" || kind === "validation"]);
  });

  it("is no answer under an umbrella code, and where the code is not known", () => {
    for (const code of umbrellaCodes) expect(lazadaFailures.exact[code]?.refusal).toBeUndefined();
    expect(findFailure(lazadaFailures, "999999", "something new")).toBeUndefined();
  });

  it("is told by its words where the code says too little", () => {
    expect(findFailure(lazadaFailures, "501", "negative sellable on channel inventory")?.says.code).toBe(
      "lazada.campaign-stock",
    );
    expect(findFailure(lazadaFailures, "501", "INV_NEGATIVE_SELLABLE")?.says.code).toBe("lazada.sold");
    expect(findFailure(lazadaFailures, "4135", "outerId already exists, sell ID:1")?.says.code).toBe("lazada.sku-used");
    expect(findFailure(lazadaFailures, "501", "Sku edit was blocked by tag")?.says.code).toBe("lazada.locked");
  });

  it("covers a whole batch only by a code that is a refusal", () => {
    for (const code of wholeCallCodes) expect(lazadaFailures.exact[code]?.refusal).toBe(true);
  });
});
