import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, openBrowser } from "./browser.ts";
import { ShopPage, signIn, until } from "./pages.ts";
import { forget, type Product, startProduct } from "./product.ts";

const second = 1_000;
const title = "Long nhãn Minh Họa";
let product: Product;
let browser: Browser;
let seller: Page;
let shop: ShopPage;

const pids = () => JSON.parse(readFileSync(join(product.localDir, "pids.json"), "utf8")) as Record<string, number>;
const kill = (name: string) => process.kill(pids()[name] ?? 0, "SIGKILL");
const control = (path: string, body: object) =>
  fetch(`${product.marketplaces}/shopee/control/${path}`, { method: "POST", body: JSON.stringify(body) });
const writeOfOurs = { path: "update_stock", query: "shop_id=220002" };
/** The call that was to go wrong is under way, or over. */
const isMet = () =>
  until(
    "the fault",
    30 * second,
    async () => (await fetch(`${product.marketplaces}/shopee/control/faults`)).json() as Promise<unknown[]>,
    (waiting) => waiting.length === 0,
  );

beforeAll(async () => {
  [browser, product] = await Promise.all([openBrowser(), startProduct()]);
  seller = await (await browser.person({ viewport: { width: 1280, height: 900 } })).newPage();
  shop = new ShopPage(await (await browser.person()).newPage(), product.marketplaces, 220002);
  await signIn(seller, `${product.storefront}/ban-hang`, "0900000001", product.password);
  await seller.goto(`${product.storefront}/ban-hang/gian-hang`);
  const account = seller.locator("section").filter({ hasText: "HTX Minh Họa (Shopee mô phỏng)" });
  await account.getByRole("button", { name: "Cho phép ghi" }).click();
  await account.getByText("Đang đồng bộ.").waitFor();
  await seller.goto(`${product.storefront}/ban-hang/san-pham`);
  await card().locator("form").filter({ hasText: "Đăng lên sàn" }).first().getByRole("button").click();
  await until(
    "the listing on sale",
    60 * second,
    () => shop.stockOf(title),
    (stock) => stock === 24,
  );
  await control("dials", { pushes: false });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  if (product) forget(product);
});

const card = () => seller.locator("article").filter({ has: seller.getByRole("link", { name: title, exact: true }) });

async function setStock(stock: number): Promise<void> {
  await seller.goto(`${product.storefront}/ban-hang/san-pham`);
  await card().locator("input[name=stock]").fill(String(stock));
  await card().getByRole("button", { name: "Lưu giá và kho" }).click();
  await seller.getByText("Đã lưu.").waitFor();
}
async function isAtDesk(order: string): Promise<boolean> {
  try {
    await seller.goto(`${product.storefront}/ban-hang/don-hang`);
    return ((await seller.locator("main").textContent()) ?? "").includes(order);
  } catch {
    // The backend is away for a moment.
    return false;
  }
}
const comesTo = (stock: number, withinSeconds = 90) =>
  until(
    `${stock} on Shopee`,
    withinSeconds * second,
    () => shop.stockOf(title),
    (seen) => seen === stock,
  );

describe("nothing is lost", () => {
  it("when a worker is killed after sending a number, whose answer nobody heard", async () => {
    await control("faults", { kind: "lost-answer", ...writeOfOurs });
    await setStock(20);
    await until(
      "the write",
      30 * second,
      () => shop.stockOf(title),
      (stock) => stock === 20,
    );
    kill("workers");
    await setStock(18);
    await comesTo(18);
  });

  it(
    "when a worker is killed while its call hangs and has had no effect",
    async () => {
      await control("faults", { kind: "silence", ...writeOfOurs });
      await setStock(16);
      await isMet();
      kill("workers");
      // A minute until the dead worker's lane is free (leaseMs), then a look and its fence before the number goes out anew.
      await comesTo(16, 120);
    },
    180 * second,
  );

  it("when the queue is emptied, schedules and all, and no push tells of an order", async () => {
    const secret = readFileSync(join(product.localDir, "postgres.secret"), "utf8").trim();
    const port = readFileSync(join(product.localDir, "postgres/postmaster.pid"), "utf8").split("\n")[3];
    const client = new pg.Client({ connectionString: `postgres://app:${secret}@127.0.0.1:${port}/ocop` });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'bullmq' and table_name <> 'migration'",
    );
    await client.query(`truncate ${rows.map(({ name }) => `bullmq."${name}"`).join(", ")} cascade`);
    await client.end();
    const order = await shop.buy(title);
    await until("the order", 90 * second, () => isAtDesk(order), Boolean);
  });

  it("when the backend is killed while an order comes in", async () => {
    kill("backend");
    const order = await shop.buy(title);
    await until("the order", 90 * second, () => isAtDesk(order), Boolean);
    expect(await seller.locator("article").filter({ hasText: order }).count()).toBe(1);
    await comesTo(14);
  });
});
