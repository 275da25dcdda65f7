import { describe, expect, it } from "vitest";
import { defineTexts, renderText } from "./text.ts";

const texts = defineTexts("test", { ends: "Hết hạn {until}." }, { ends: "Ends {until}." });
const said = (until: string | number) => renderText([texts.catalogue], texts.say("ends", { until }), "vi");

describe("A sentence", () => {
  it("shows days and instants as they are read in Vietnam", () => {
    expect(said("2027-02-06")).toBe("Hết hạn 06/02/2027.");
    expect(said("2026-11-25T17:05:09.123Z")).toBe("Hết hạn 00:05 26/11/2026.");
  });

  it("leaves everything else as it is", () => {
    expect(said("2027-02-06 và sau")).toBe("Hết hạn 2027-02-06 và sau.");
    expect(said(1_000)).toBe("Hết hạn 1000.");
  });
});
