import { describe, expect, it } from "vitest";
import { renderText } from "./contract/index.ts";
import { connectorTexts } from "./edges.ts";

const places = (sentence: string | undefined) => new Set([...(sentence ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name));

describe("what connectors say to people", () => {
  it.each(
    connectorTexts.flatMap(({ vi, en }) => Object.keys({ ...vi, ...en }).map((code) => ({ code, vi: vi[code], en: en[code] }))),
  )("says $code in both languages, with the same places, as a cause and a next move", ({ vi, en }) => {
    expect(places(en)).toEqual(places(vi));
    for (const sentence of [vi, en]) expect(sentence?.match(/[.:]/g)?.length).toBeGreaterThanOrEqual(2);
  });
  it("has each code once", () => {
    const codes = connectorTexts.flatMap(({ vi }) => Object.keys(vi));
    expect(new Set(codes).size).toBe(codes.length);
  });
  it("fills places and leaves a code it does not know to its caller", () => {
    const text = { code: "kit.unknown-code", params: { code: "E9" } };
    expect(renderText(connectorTexts, text, "vi")).toBe("Sàn trả lời một mã chưa biết (E9). Hãy báo người vận hành.");
    expect(renderText(connectorTexts, { code: "nobody.knows" }, "vi")).toBeUndefined();
  });
});
