import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPending, reasonFromTiki, requestError, requestState } from "./reason-from-tiki.ts";
import { tikiTrackSchema } from "./wire.ts";

const { tracking } = z
  .object({ tracking: z.array(tikiTrackSchema) })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/requests.json", import.meta.url), "utf8")));

describe("why Tiki said no", () => {
  it("is read out of JSON inside a text", () => {
    expect(reasonFromTiki(tracking.at(-1)?.reason)).toEqual({ code: "420", text: "Mã seller product không duy nhất" });
  });

  it.each([
    ["Image does not match product name", "Image does not match product name"],
    [["Ảnh mờ", "Ảnh mờ", "Sai giá"], "Ảnh mờ; Sai giá"],
    [{ message: "Thiếu giấy tờ" }, "Thiếu giấy tờ"],
    [null, "Tiki không nêu lý do"],
    ["", "Tiki không nêu lý do"],
    ["[]", "Tiki không nêu lý do"],
  ])("reads %j", (reason, text) => {
    expect(reasonFromTiki(reason)).toEqual({ text });
  });

  it("never throws, is never empty and never long", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.json(), fc.string()), (reason) => {
        const { text } = reasonFromTiki(reason);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe("a request's state", () => {
  it.each([
    ["queuing", "sent", true],
    ["processing", "sent", true],
    ["drafted", "drafted", true],
    ["md_awaiting_approve", "in-review", true],
    ["bot_waiting_approve", "in-review", true],
    ["awaiting_approve", "in-review", true],
    ["something_new", "in-review", true],
    ["approved", "hidden", false],
    ["update_product_approved", "in-review", false],
    ["rejected", "refused", false],
    ["locked", "refused", true],
    ["deleted", "gone", false],
  ])("%s is %s", (state, seen, pending) => {
    expect(requestState(state)).toBe(seen);
    expect(isPending(state)).toBe(pending);
  });

  it("tells an act what it has to wait for, or why there is nothing to wait for", () => {
    expect(requestError("awaiting_approve", "")).toMatchObject({ kind: "retryable", sent: false, code: "in-review" });
    expect(requestError("rejected", "Ảnh mờ")).toMatchObject({ kind: "rejected", code: "request-rejected" });
    expect(requestError("rejected", tracking.at(-1)?.reason)).toMatchObject({ kind: "rejected", code: "420" });
    expect(requestError("locked", "Ảnh mờ")).toMatchObject({ kind: "retryable", says: { code: "tiki.request-locked" } });
    expect(requestError("deleted", null)).toMatchObject({ kind: "rejected", code: "request-gone" });
  });
});
