import { describe, expect, it, vi } from "vitest";

vi.mock("./env.server.ts", () => ({ overTls: false }));
const { inLanguageOf, languageNow, languageOf, pageAfterChoice, textsFor, writeLanguageCookie } = await import(
  "./language.server.ts"
);

const requestWith = (headers: Record<string, string>) => new Request("http://127.0.0.1/", { headers });

describe("the language of a request", () => {
  it("is what was chosen, among other cookies too", () => {
    expect(languageOf(requestWith({ cookie: writeLanguageCookie("en") }))).toBe("en");
    expect(languageOf(requestWith({ cookie: "gio-hang=x; ngon-ngu=en; so=y" }))).toBe("en");
  });

  it.each(["", "ngon-ngu=", "ngon-ngu=fr", "ngon-ngu=en-GB", "khong-ngon-ngu=en", "ngon-ngu=__proto__"])(
    "is Vietnamese with the cookie “%s”, whatever the browser prefers",
    (cookie) => {
      expect(languageOf(requestWith({ cookie, "accept-language": "en" }))).toBe("vi");
    },
  );

  it("has its catalogue on the server", () => {
    expect(textsFor(requestWith({ cookie: "ngon-ngu=en" })).shop.cart.heading).toBe("Cart");
    expect(textsFor(requestWith({})).shop.cart.heading).toBe("Giỏ hàng");
  });

  it("stays its own while others are answered", async () => {
    const slowly = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return languageNow();
    };
    const asked = ["ngon-ngu=en", "", "ngon-ngu=en"].map((cookie) => inLanguageOf(requestWith({ cookie }), slowly));
    expect(await Promise.all(asked)).toEqual(["en", "vi", "en"]);
    expect(languageNow()).toBe("vi");
  });
});

describe("the page after the choice", () => {
  it.each(["/", "/san-pham?q=long+nh%C3%A3n&page=2", "/so/san-pham/1"])("is %s where it was chosen there", (page) => {
    expect(pageAfterChoice(page)).toBe(page);
  });

  it.each(["", "https://elsewhere.vn/", "//elsewhere.vn", "/\\elsewhere.vn", "/.//elsewhere.vn", "javascript:alert(1)"])(
    "is of this site where “%s” was asked for",
    (page) => {
      expect(pageAfterChoice(page)).toBe("/");
    },
  );
});
