import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlFromText, textFromHtml } from "./html-text.ts";

describe("a description", () => {
  it("goes out as paragraphs, escaped", () => {
    expect(htmlFromText('Nhãn lồng <loại 1> & "sấy dẻo".\n\nQuy cách: gói,\n500 g.')).toBe(
      "<p>Nhãn lồng &lt;loại 1&gt; &amp; &quot;sấy dẻo&quot;.</p><p>Quy cách: gói,<br>500 g.</p>",
    );
  });

  it("is the same words in Lazada's own rendering", () => {
    expect(
      textFromHtml(
        '<article class="lzd-article"><p style="line-height:1.7"><span>Nhãn&nbsp;lồng &amp; sen</span></p><ul><li>500 g</li><li>&#x1F34B; 1 kg</li></ul></article>',
      ),
    ).toBe("Nhãn lồng & sen\n\n500 g\n🍋 1 kg");
  });

  it("comes back from its markup, whatever was written, as often as it goes round", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const once = textFromHtml(htmlFromText(text));
        expect(textFromHtml(htmlFromText(once))).toBe(once);
        expect(once.replace(/\s+/g, "")).toBe(text.normalize("NFC").replace(/\s+/g, ""));
      }),
    );
  });

  it("is read from any markup without a throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("<", ">", "&", "#", "x", ";", "p", "/", " ", "1", "b", "r") }), (html) => {
        expect(typeof textFromHtml(html)).toBe("string");
      }),
    );
  });
});
