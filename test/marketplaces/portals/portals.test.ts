import { describe, expect, it } from "vitest";
import { VirtualClock } from "../kit/clock.ts";
import { readCsvFile, writeCsvFile } from "./csv-file.ts";
import { opened } from "./opened.ts";
import { portalPlans } from "./plans.ts";
import { createPortal } from "./portal.ts";
import { productPath } from "./public-pages.ts";
import { readXlsxFile, writeXlsxFile } from "./xlsx-file.ts";

const header = ["Mã sản phẩm (SKU)", "Tên sản phẩm", "Khối lượng (g)", "Giá niêm yết", "Tồn kho", "Mô tả chi tiết", "Ảnh"];
const row = (sku: string, more: Partial<Record<number, string>> = {}) =>
  [sku, "Long nhãn", "550", "180000", "5", "Nhãn lồng.\nSấy dẻo.", "https://hy.example.vn/a.jpg"].map(
    (cell, place) => more[place] ?? cell,
  );

describe("a portal's own files", () => {
  it.each([
    [writeXlsxFile, readXlsxFile],
    [writeCsvFile, readCsvFile],
  ])("come back as they were written (%#)", (write, read) => {
    const rows = [
      ["Mã", 'Tên "dài", có phẩy', "3"],
      ["<&>", "hai\ndòng", ""],
    ];
    expect(read(write(rows)).map((cells) => cells.map((cell) => cell.trim()))).toEqual(write === writeXlsxFile ? rows : rows);
  });
});

describe("a seller at a portal", () => {
  it("signs in with a name", async () => {
    const { press, send, portal } = opened();
    const told = await press("/sign-in", { name: "HTX Mới" });
    const at = told.headers.get("location") ?? "";
    expect(portal.shop.state().sellers.map(({ name }) => name)).toContain("HTX Mới");
    expect((await send(at.replace("/postmart", ""))).text).toContain("mô phỏng, không phải Buudien.vn");
  });

  it.each([writeXlsxFile, writeCsvFile])("hands in listings and is answered row by row (%#)", async (write) => {
    const { upload, portal } = opened();
    const bad = [
      row("HYAAAAAAA2", { 3: "0" }),
      row("HYAAAAAAA3", { 1: "x".repeat(121) }),
      row("HYAAAAAAA4", { 6: "" }),
      row(""),
    ];
    const { body } = await upload(
      "listings",
      write([["Mẫu đăng sản phẩm"], header, row("HYAAAAAAA1"), ...bad, row("HYAAAAAAA5")]),
    );
    expect(body.rows.map(({ sku, done }) => [sku, done])).toEqual([
      ["HYAAAAAAA1", true],
      ["HYAAAAAAA2", false],
      ["HYAAAAAAA3", false],
      ["HYAAAAAAA4", false],
      ["", false],
      ["HYAAAAAAA5", true],
    ]);
    expect(body.rows[0]?.row).toBe(3);
    expect(portal.shop.bySku(1, "HYAAAAAAA1")).toMatchObject({ price: 180_000, status: "live" });
  });

  it("updates what is there already, numbers by their own sheets", async () => {
    const { upload, portal } = opened();
    await upload("listings", writeXlsxFile([header, row("HYAAAAAAA1")]));
    await upload("listings", writeXlsxFile([header, row("HYAAAAAAA1", { 1: "Long nhãn loại một", 4: "" })]));
    await upload(
      "stock",
      writeCsvFile([
        ["Mã sản phẩm (SKU)", "Tồn kho"],
        ["HYAAAAAAA1", 3],
        ["KHÔNG-CÓ", 1],
      ]),
    );
    const prices = await upload(
      "prices",
      writeCsvFile([
        ["Mã sản phẩm (SKU)", "Giá niêm yết"],
        ["HYAAAAAAA1", 175_000],
      ]),
    );
    expect(prices.body.rows.map(({ done }) => done)).toEqual([true]);
    const product = portal.shop.bySku(1, "HYAAAAAAA1");
    expect(product).toMatchObject({ name: "Long nhãn loại một", price: 175_000 });
    expect(product && portal.shop.left(product)).toBe(3);
    expect(portal.shop.state().products).toHaveLength(1);
  });

  it("is told what is wrong with a file that is none", async () => {
    const { upload } = opened();
    expect(await upload("listings", new TextEncoder().encode("a,b\n1,2"))).toMatchObject({ status: 400 });
    expect(await upload("listings", new Uint8Array([0x50, 0x4b, 1, 2]))).toMatchObject({ status: 400 });
  });

  it.each(["postmart", "voso", "ketnoiocop"] as const)("downloads orders and stock as %s writes them", async (code) => {
    const { onSale, buy, send, plan } = opened(code);
    const product = onSale("HYAAAAAAA1", 5);
    const order = buy(product.id, 2);
    const xlsx = readXlsxFile((await send("/sellers/1/orders.xlsx")).bytes);
    expect(readCsvFile((await send("/sellers/1/orders.csv")).bytes)).toEqual(xlsx);
    const at = xlsx.findIndex((cells) => cells[0] === plan.order.headers[0]);
    expect(xlsx[at]).toEqual(plan.order.headers);
    expect(xlsx[at + 1]?.slice(0, 7)).toEqual([
      order.no,
      plan.order.moment(order.placed),
      plan.order.moment(order.changed),
      plan.words.placed,
      "HYAAAAAAA1",
      "Long nhãn Hưng Yên",
      "2",
    ]);
    expect(readXlsxFile((await send("/sellers/1/stock.xlsx")).bytes)[1]?.slice(0, 3)).toEqual(["HYAAAAAAA1", "3", "2"]);
  });

  it("moves orders only forwards, and a cancelled one gives its units back once", async () => {
    const { onSale, buy, press, portal } = opened();
    const product = onSale("HYAAAAAAA1", 5);
    const order = buy(product.id, 2);
    await press(`/sellers/1/orders/${order.no}?to=delivered`);
    expect(order.status).toBe("placed");
    for (const to of ["cancelled", "cancelled", "confirmed"]) await press(`/sellers/1/orders/${order.no}?to=${to}`);
    expect([order.status, portal.shop.left(product)]).toEqual(["cancelled", 5]);
  });

  it("of Voso has a day to confirm an order", () => {
    const { onSale, buy, clock, portal } = opened("voso");
    const product = onSale();
    const [kept, lost] = [buy(product.id), buy(product.id)];
    portal.shop.move(kept, "confirmed");
    clock.advance(24 * 3_600_000);
    expect([kept.status, lost.status, lost.reason, portal.shop.left(product)]).toEqual([
      "confirmed",
      "cancelled",
      "Quá hạn xác nhận",
      4,
    ]);
  });

  it("finds everything again after a restart", async () => {
    const { mkdtempSync, rmSync } = await import("node:fs");
    const { tmpdir } = await import("node:os");
    const folder = mkdtempSync(`${tmpdir()}/portal-`);
    try {
      const open = () => createPortal({ base: "", plan: portalPlans.voso, clock: new VirtualClock(), folder });
      const first = open();
      first.shop.create(1, "HYAAAAAAA1", { name: "A", description: "", price: 1, weight: 1, pictures: ["a"] }, "live", 2);
      first.save();
      expect(open().shop.bySku(1, "HYAAAAAAA1")).toMatchObject({ name: "A" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a product's page", () => {
  it.each(["postmart", "voso", "ketnoiocop"] as const)("of %s is there while it is sold, and takes an order", async (code) => {
    const { onSale, send, press, plan, portal } = opened(code);
    const product = onSale();
    const path = productPath(plan, product);
    const page = await send(path);
    expect(page.text).toContain('<meta property="og:title" content="Long nhãn Hưng Yên" />');
    expect(page.text).toContain('"price":180000');
    expect((await press(path, { quantity: "2", name: "A" })).text).toContain("Đã đặt đơn");
    expect((await press(path, { quantity: "99", name: "A" })).status).toBe(409);
    await press(`/sellers/1/products/${product.id}`, {
      name: "Tên bị sửa",
      status: "live",
      units: String(portal.shop.left(product)),
    });
    expect((await send(path)).text).toContain("Tên bị sửa");
    portal.shop.setStatus(product, "ended");
    expect((await send(path)).status).toBe(404);
  });

  it.each([
    ["410", 410],
    ["home", 302],
    ["search", 302],
    ["other-host", 301],
    ["says-missing", 200],
  ] as const)("that is dead answers as its dial says: %s", async (deadPages, status) => {
    const { onSale, send, plan, portal } = opened("postmart", { deadPages });
    const product = onSale();
    portal.shop.setStatus(product, "paused");
    expect((await send(productPath(plan, product))).status).toBe(status);
  });
});
