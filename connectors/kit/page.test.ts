import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConnectorError, type Outside } from "../contract/index.ts";
import { openPages } from "./page.ts";
import { allowedPage, isPublicAddress } from "./page-address.ts";
import { readPageFacts } from "./page-facts.ts";
import { createRobotsCache } from "./page-robots.ts";

const title = "Long nhãn Hưng Yên hộp 500 g";
const product = (name: string, price: string | number = 180_000) =>
  `<!doctype html><html><head><title>${name} | Buudien</title><script type="application/ld+json">${JSON.stringify({ "@type": "Product", name, offers: { price, priceCurrency: "VND" } })}</script></head></html>`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const answers: Record<string, Answer> = {};
const asked: { path: string; agent: string | undefined }[] = [];
let server: Server;
let host: string;
let closings: number[];
let outside: Outside;

const page =
  (body: string | Buffer, status = 200, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
  };
const open = (more: object = {}) =>
  openPages(
    { pageHosts: [host], pageEverySeconds: 0, pageMissingWords: ["không tìm thấy"], ...more },
    outside,
    createRobotsCache(),
  );
const read = (path: string, expected: string | undefined = title) =>
  open().read(`http://${host}${path}`, expected === undefined ? undefined : { title: expected });

beforeEach(async () => {
  for (const path of Object.keys(answers)) delete answers[path];
  asked.length = 0;
  closings = [];
  outside = {
    gate: { pass: () => Promise.resolve(), closeFor: (ms) => void closings.push(ms) },
    now: () => new Date("2026-11-25T02:00:00Z"),
  };
  server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    asked.push({ path, agent: request.headers["user-agent"] });
    (answers[path] ?? page("", 404))(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("a public page", () => {
  it("is live with its title, and says its price, its digest and when it was seen", async () => {
    answers["/p/1.html"] = page(product(title));
    expect(await read("/p/1.html")).toMatchObject({
      state: "live",
      httpStatus: 200,
      title,
      price: 180_000,
      url: `http://${host}/p/1.html`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      fetchedAt: "2026-11-25T02:00:00.000Z",
    });
    expect(asked.map(({ path }) => path)).toEqual(["/robots.txt", "/p/1.html"]);
  });

  it("says who looks, and whom to write to", async () => {
    answers["/a"] = page(product(title));
    await open({ pageContact: "ocop@hungyen.example.vn" }).read(`http://${host}/a`);
    expect(new Set(asked.map(({ agent }) => agent))).toEqual(new Set(["ChoOcopHungYen/1.0 (+ocop@hungyen.example.vn)"]));
  });

  it.each([
    ["another name", product("Long nhãn GIẢM GIÁ SỐC"), "changed"],
    ["the same name in capitals", product("LONG NHÃN HƯNG YÊN – hộp 500 g"), "live"],
    ["a name without its accents", product("Long nhan Hung Yen hop 500 g"), "changed"],
    ["only a title with the site's name behind", `<title>${title} - 127.0.0.1</title>`, "live"],
    ["only a title with more behind", `<title>${title} giá sốc</title>`, "changed"],
    ["og:title alone", `<meta property="og:title" content="${title}">`, "live"],
    [
      "og:title and the site's name",
      `<meta content="Bưu điện" property="og:site_name"><meta property=og:title content="${title} | Bưu điện">`,
      "live",
    ],
    ["no title", "<html><body>Xin chào</body></html>", "unreadable"],
    ["a title that says there is none", "<title>Không tìm thấy sản phẩm</title>", "unreadable"],
  ])("that shows %s is what that proves", async (_what, body, state) => {
    answers["/p"] = page(body);
    expect(await read("/p")).toMatchObject({ state });
  });

  it("with any title is live where none was expected, and never live without one", async () => {
    answers["/p"] = page(product("Tên gì cũng được"));
    answers["/q"] = page("<title> </title>");
    expect((await open().read(`http://${host}/p`)).state).toBe("live");
    expect(await open().read(`http://${host}/q`)).toMatchObject({ state: "unreadable", reason: "no-title" });
  });

  it.each([
    [404, "gone", undefined],
    [410, "gone", undefined],
    [403, "unreadable", "http-403"],
    [500, "unreadable", "http-500"],
    [204, "unreadable", "http-204"],
  ])("that answers %s is %s", async (status, state, reason) => {
    answers["/p"] = page("", status);
    const seen = await read("/p");
    expect([seen.state, seen.reason, seen.httpStatus]).toEqual([state, reason, status]);
  });

  it("that says too many makes everybody wait", async () => {
    answers["/p"] = page("", 429, { "retry-after": "7" });
    expect(await read("/p")).toMatchObject({ state: "unreadable", reason: "http-429" });
    expect(closings).toEqual([7_000]);
  });

  it("that is too large, also after it was unpacked, is not read", async () => {
    answers["/large"] = page("x".repeat(1_100_000));
    answers["/packed"] = page(gzipSync("x".repeat(60_000_000)), 200, { "content-encoding": "gzip" });
    for (const path of ["/large", "/packed"])
      expect(await read(path)).toMatchObject({ state: "unreadable", reason: "too-large" });
  });

  it("of another kind, cut off or silent is unreadable with its reason", async () => {
    answers["/picture"] = page("PNG", 200, { "content-type": "image/png" });
    answers["/cut"] = (_request, response) => response.destroy();
    expect(await read("/picture")).toMatchObject({ reason: "not-html" });
    expect(await read("/cut")).toMatchObject({ state: "unreadable", reason: "ECONNRESET" });
  });
});

describe("a redirect", () => {
  const to = (location: string): Answer => page("", 302, { location });
  it("on its host to the product is followed", async () => {
    answers["/old"] = to("/new");
    answers["/new"] = page(product("Tên mới"));
    expect(await read("/old", "Tên mới")).toMatchObject({ state: "live", url: `http://${host}/new` });
    expect(await read("/old")).toMatchObject({ state: "changed", title: "Tên mới" });
  });
  it("to what is no product proves nothing", async () => {
    answers["/old"] = to("/");
    answers["/"] = page("<title>Bưu điện, sàn nông sản</title>");
    for (const expected of [title, undefined])
      expect(await read("/old", expected)).toMatchObject({ state: "unreadable", reason: "redirected" });
  });
  it.each([
    "http://other.invalid/",
    "//other.invalid/p",
    "http://127.0.0.1:1/",
    "file:///etc/passwd",
    "javascript:1",
    "http://[",
    "",
  ])("to %s is not followed", async (location) => {
    answers["/old"] = to(location);
    const seen = await read("/old");
    expect([seen.state, seen.reason === "redirected-away" || seen.reason === "redirects"]).toEqual(["unreadable", true]);
    expect(asked.filter(({ path }) => path !== "/old" && path !== "/robots.txt")).toEqual([]);
  });
  it("in a circle ends", async () => {
    answers["/a"] = to("/b");
    answers["/b"] = to("/a");
    expect(await read("/a")).toMatchObject({ state: "unreadable", reason: "redirects" });
    expect(asked.length).toBeLessThan(7);
  });
});

describe("robots.txt", () => {
  const robots = (text: string, status = 200): Answer => page(text, status, { "content-type": "text/plain" });
  it("is obeyed, asked once, and may slow us down", async () => {
    answers["/robots.txt"] = robots("User-agent: *\nDisallow: /kin/\nCrawl-delay: 3\n");
    answers["/p"] = page(product(title));
    const pages = open();
    expect(await pages.read(`http://${host}/kin/1`)).toMatchObject({ state: "unreadable", reason: "robots" });
    for (let times = 0; times < 2; times += 1) expect((await pages.read(`http://${host}/p`)).state).toBe("live");
    expect(asked.map(({ path }) => path)).toEqual(["/robots.txt", "/p", "/p"]);
    expect(closings).toEqual([3_000, 3_000]);
  });
  it("may speak to us alone", async () => {
    answers["/robots.txt"] = robots("User-agent: *\nAllow: /\n\nUser-agent: ChoOcopHungYen\nDisallow: /\n");
    expect(await read("/p")).toMatchObject({ reason: "robots" });
  });
  it.each([
    [404, "live"],
    [403, "live"],
    [429, "unreadable"],
    [503, "unreadable"],
  ])("that answers %s leaves the page %s", async (status, state) => {
    answers["/robots.txt"] = robots("", status);
    answers["/p"] = page(product(title));
    expect((await read("/p")).state).toBe(state);
  });
  it("that cannot be asked lets nothing be read", async () => {
    answers["/robots.txt"] = (_request, response) => response.destroy();
    expect(await read("/p")).toMatchObject({ state: "unreadable", reason: "robots-unreachable" });
    expect(asked.map(({ path }) => path)).not.toContain("/p");
  });
});

describe("an address", () => {
  it.each([
    ["https://buudien.vn/p/1.html", true],
    ["https://BUUDIEN.vn/p/1.html", true],
    ["https://buudien.vn:443/", true],
    ["http://buudien.vn/", false],
    ["https://buudien.vn:8443/", false],
    ["https://buudien.vn.evil.example/", false],
    ["https://evil.example/?buudien.vn", false],
    ["https://buudien.vn@evil.example/", false],
    ["https://ai:ok@buudien.vn/", false],
    ["https://10.0.0.1/", false],
    ["https://[::1]/", true],
    ["http://127.0.0.1/", false],
    ["ftp://buudien.vn/", false],
    ["buudien.vn", false],
  ])("%s may be asked: %s", (address, allowed) => {
    expect(allowedPage(address, { pageHosts: ["buudien.vn", "10.0.0.1", "[::1]"] }) !== undefined).toBe(allowed);
  });
  it.each([
    ["8.8.8.8", true],
    ["172.32.0.1", true],
    ["172.16.0.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["::1", false],
    ["fd00::1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:7f00:1", false],
    ["64:ff9b::7f00:1", false],
    ["2606:4700::1111", true],
    ["buudien.vn", false],
  ])("%s is of the public internet: %s", (address, open) => {
    expect(isPublicAddress(address)).toBe(open);
  });
  it("that is refused is never asked", async () => {
    expect(await open().read("http://127.0.0.1:9/x")).toMatchObject({ state: "unreadable", reason: "address" });
    expect(asked).toEqual([]);
  });
  it("is asked by the name's own address", async () => {
    answers["/p"] = page(product(title));
    const named = host.replace("127.0.0.1", "localhost");
    const seen = await open({ pageHosts: [named] }).read(`http://${named}/p`, { title });
    expect(seen).toMatchObject({ state: "live", url: `http://${named}/p` });
  });
  it("is not called unreadable when the gate let nothing out", async () => {
    const closed = new ConnectorError("rate-limited", "gate", "closed", { sent: false });
    const pages = openPages(
      { pageHosts: [host], pageEverySeconds: 0, pageMissingWords: [] },
      { ...outside, gate: { pass: () => Promise.reject(closed), closeFor: () => undefined } },
      createRobotsCache(),
    );
    await expect(pages.read(`http://${host}/p`)).rejects.toBe(closed);
  });
});

describe("facts of a page", () => {
  it("are read with entities, in a graph, in any letters, and past comments, scripts and styles", () => {
    const html = `<!-- <title>Không</title> --><style>a::before{content:"<title>Không</title>"}</style><script>"<title>Không</title>"</script>
      <TITLE lang="vi">Nh&#227;n &amp; sen&nbsp;
      Hưng Yên</TITLE>
      <script type='application/ld+json'>{"@graph":[{"@type":"BreadcrumbList"},{"@type":["Thing","Product"],"name":"Nhãn","offers":[{"lowPrice":"95000.00"}]}]}</script>`;
    expect(readPageFacts(html)).toEqual({ title: "Nhãn & sen Hưng Yên", productName: "Nhãn", price: 95_000, isProduct: true });
  });
  it.each(["USD", "vnd"])("hold a price in đồng only (%s)", (priceCurrency) => {
    const json = JSON.stringify({ "@type": "Product", name: "A", offers: { price: "12", priceCurrency } });
    expect(readPageFacts(`<script type="application/ld+json">${json}</script>`).price).toBe(
      priceCurrency === "vnd" ? 12 : undefined,
    );
  });
  it("are read of any text, in time that grows with its length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => void readPageFacts(text)),
      { numRuns: 300 },
    );
    const piece = fc.constantFrom(
      "<meta ",
      "<title",
      ">",
      "</title",
      '="',
      "'",
      "<!--",
      "<script type=application/ld+json>",
      "{",
      "[",
      "&#x",
      "a=",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void readPageFacts(pieces.join(""))),
      { numRuns: 300 },
    );
    for (const hostile of ["<meta ", "<title>", '<meta a="', "<!--", "a=", "&#", "<script type=application/ld+json>[[[["]) {
      const began = performance.now();
      readPageFacts(hostile.repeat(Math.floor(1_000_000 / hostile.length)));
      expect(performance.now() - began).toBeLessThan(3_000);
    }
  });
});
