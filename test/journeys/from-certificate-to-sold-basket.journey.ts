import { writeXlsx } from "connectors/sheets";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, openBrowser, takePicture } from "./browser.ts";
import { ShopPage, signIn, until } from "./pages.ts";
import { forget, type Product, startProduct } from "./product.ts";

const phone = { viewport: { width: 390, height: 844 } };
const desktop = { viewport: { width: 1280, height: 900 } };
const second = 1_000;

let product: Product;
let browser: Browser;
let seller: Page;
let officer: Page;
let programme: ShopPage;
let producer: ShopPage;

beforeAll(async () => {
  [browser, product] = await Promise.all([openBrowser(), startProduct()]);
  const page = async (options: object) => (await browser.person(options)).newPage();
  seller = await page(phone);
  officer = await page(desktop);
  programme = new ShopPage(await page(desktop), product.marketplaces, 220001);
  producer = new ShopPage(await page(desktop), product.marketplaces, 220002);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  if (product) forget(product);
});

/** The board's official figure with the demonstration's data, as it is written on the page: `2/4`. */
async function official(): Promise<string> {
  await officer.goto(`${product.storefront}/so?simulated=1`);
  const card = officer
    .locator("section.card")
    .filter({ has: officer.locator("a", { hasText: "Xem danh sách phía sau" }) })
    .first();
  return /(\d+)\/(\d+) hàng hoá/.exec((await card.textContent()) ?? "")?.[0] ?? "none";
}
const card = (title: string) =>
  seller.locator("article").filter({ has: seller.getByRole("link", { name: title, exact: true }) });

async function onDesk(title: string): Promise<string> {
  await seller.goto(`${product.storefront}/ban-hang/san-pham`);
  return (await card(title).textContent()) ?? "";
}
const stockOnDesk = async (title: string) =>
  /Trong kho (\d+), đang giữ cho đơn (\d+)/
    .exec(await onDesk(title))
    ?.slice(1)
    .map(Number);

/** What the shop's page lets a buyer take; undefined where it does not say (more than ten). */
async function leftInShop(page: Page, handle: string): Promise<number | undefined> {
  await page.goto(`${product.storefront}/san-pham/${handle}`);
  const text = (await page.locator("main").textContent()) ?? "";
  if (text.includes("Tạm hết hàng")) return 0;
  const left = /Còn (\d+) sản phẩm/.exec(text)?.[1];
  return left === undefined ? undefined : Number(left);
}

/** As far as the last button: a cart, an address, cash on delivery. */
async function fillCheckout(page: Page, handle: string, scripts: boolean): Promise<void> {
  await page.goto(`${product.storefront}/san-pham/${handle}`);
  await page.getByRole("button", { name: "Thêm vào giỏ hàng" }).click();
  await page.getByText("Đã thêm").waitFor();
  await page.goto(`${product.storefront}/thanh-toan`);
  await page.getByLabel("Họ và tên").fill("Nguyễn Thị Hoa");
  await page.getByLabel("Điện thoại").fill("0912345678");
  await page.getByLabel("Tỉnh, thành phố").selectOption({ label: "Tỉnh Hưng Yên" });
  if (!scripts) await page.getByRole("button", { name: "Hiện danh sách xã, phường" }).click();
  await page.locator("select[name=commune] option").nth(3).waitFor({ state: "attached" });
  await page.locator("select[name=commune]").selectOption({ index: 1 });
  await page.getByLabel("Số nhà, đường, thôn").fill("Số 5, thôn Thượng");
}
async function confirm(page: Page): Promise<string> {
  await page.getByRole("button", { name: /Xác nhận đặt hàng/ }).click();
  await page.waitForURL(/\/don-hang\//, { timeout: 60 * second });
  return decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
}
async function lookUp(page: Page, code: string): Promise<string> {
  await page.goto(`${product.storefront}/tra-cuu`);
  await page.getByLabel("Mã đơn").fill(code);
  await page.getByLabel(/iện thoại/).fill("0912345678");
  await page.getByRole("button", { name: "Xem đơn" }).click();
  await page.getByText("Tình trạng").waitFor();
  return (await page.locator("main").textContent()) ?? "";
}
const control = (path: string, body: object) =>
  fetch(`${product.marketplaces}/shopee/control/${path}`, { method: "POST", body: JSON.stringify(body) });

describe("from a certified product to a sold gift basket", () => {
  it("puts products on sale on the simulated Shopee, and the board rises by exactly those that were seen there", async () => {
    await signIn(officer, `${product.storefront}/so`, "0900000002", product.password);
    await signIn(seller, `${product.storefront}/ban-hang`, "0900000001", product.password);
    await until(
      "the programme's goods",
      90 * second,
      () => programme.titles(),
      (titles) => titles.length === 44,
    );
    await until(
      "a price and stock on sale",
      60 * second,
      () => programme.stockOf("Bánh cáy"),
      (stock) => stock === 90,
    );
    expect(await official()).toBe("0/4 hàng hoá");
    await takePicture(officer, "board-before");

    await seller.goto(`${product.storefront}/ban-hang/gian-hang`);
    await takePicture(seller, "desk-shops");
    const shop = seller.locator("section").filter({ hasText: "HTX Minh Họa (Shopee mô phỏng)" });
    await shop.getByRole("button", { name: "Cho phép ghi" }).click();
    await shop.getByText("Đang đồng bộ.").waitFor();
    for (const title of ["Long nhãn Minh Họa", "Mật ong hoa nhãn Minh Họa", "Trà hoa cúc Minh Họa"]) {
      await onDesk(title);
      await card(title).locator("form").filter({ hasText: "Đăng lên sàn" }).first().getByRole("button").click();
      await seller.getByText("Đã ghi nhận").waitFor();
    }
    await until(
      "the producer's goods",
      60 * second,
      () => producer.stockOf("Long nhãn Minh Họa"),
      (stock) => stock === 24,
    );
    const { afterMs } = await until("the board", 60 * second, official, (figure) => figure === "3/4 hàng hoá");
    console.log(`the board rose after ${afterMs} ms`);
    expect(await onDesk("Long nhãn Minh Họa")).toContain("Đang bán trên sàn.");
    await takePicture(seller, "desk-products");
  });

  it("sells a basket without a script on a phone, and within 5 s Shopee shows less of its parts", async () => {
    const before = await programme.stockOf("Bánh cáy");
    expect(before).toBe(90);
    const buyer = await (await browser.person({ ...phone, javaScriptEnabled: false })).newPage();
    await buyer.goto(product.storefront);
    await takePicture(buyer, "shop-home");
    await buyer.goto(`${product.storefront}/gio-qua`);
    await takePicture(buyer, "shop-baskets");
    await fillCheckout(buyer, "gio-qua-tet-lang-nguyen", false);
    await takePicture(buyer, "shop-checkout");
    const code = await confirm(buyer);
    const { afterMs } = await until(
      "the fall",
      5 * second,
      () => programme.stockOf("Bánh cáy"),
      (stock) => stock === 88,
    );
    console.log(`stock on Shopee fell after ${afterMs} ms`);
    await takePicture(buyer, "shop-order");
    expect(await lookUp(buyer, code)).toContain("Đã xác nhận");
  });

  it("takes a Shopee order in by push within 10 s, and without pushes within 60 s", async () => {
    const [, heldBefore = 0] = (await stockOnDesk("Long nhãn Minh Họa")) ?? [];
    const order = await producer.buy("Long nhãn Minh Họa");
    const onOrders = async (wanted: string) => {
      await seller.goto(`${product.storefront}/ban-hang/don-hang`);
      return ((await seller.locator("main").textContent()) ?? "").includes(wanted);
    };
    const pushed = await until("the order at the desk", 10 * second, () => onOrders(order), Boolean);
    console.log(`the order came after ${pushed.afterMs} ms`);
    expect((await stockOnDesk("Long nhãn Minh Họa"))?.[1]).toBe(heldBefore + 1);

    await control("dials", { pushes: false });
    const silent = await producer.buy("Long nhãn Minh Họa");
    const swept = await until("the order nobody told of", 60 * second, () => onOrders(silent), Boolean);
    console.log(`the order came without a push after ${swept.afterMs} ms`);
    await control("dials", { pushes: true });
    await takePicture(seller, "desk-orders");
  });

  it("keeps both orders when two buyers take the last unit, and says which is short", async () => {
    await onDesk("Trà hoa cúc Minh Họa");
    await card("Trà hoa cúc Minh Họa").locator("input[name=stock]").fill("1");
    await card("Trà hoa cúc Minh Họa").getByRole("button", { name: "Lưu giá và kho" }).click();
    await seller.getByText("Đã lưu.").waitFor();
    await until(
      "one left on Shopee",
      60 * second,
      () => producer.stockOf("Trà hoa cúc Minh Họa"),
      (stock) => stock === 1,
    );

    const here = await (await browser.person(desktop)).newPage();
    await until(
      "one left in the shop",
      20 * second,
      () => leftInShop(here, "tra-hoa-cuc-minh-hoa"),
      (left) => left === 1,
    );
    await fillCheckout(here, "tra-hoa-cuc-minh-hoa", true);
    // Longer than a sweep: neither of the two can know of the other.
    await control("dials", { orderListLagMs: 2_900 });
    await producer.page.goto(await producer.productPage("Trà hoa cúc Minh Họa"));
    const [there, code] = await Promise.all([producer.buyHere(), confirm(here)]);
    await until(
      "both orders at the desk",
      30 * second,
      async () => {
        await seller.goto(`${product.storefront}/ban-hang/don-hang`);
        return (await seller.locator("main").textContent()) ?? "";
      },
      (text) => text.includes(there) && text.includes(code) && text.includes("Thiếu hàng"),
    );
    await control("dials", { orderListLagMs: 600 });
    expect(await seller.locator("article").filter({ hasText: "Thiếu hàng" }).count()).toBe(1);
    expect(await seller.locator("article").first().textContent()).toContain("Thiếu hàng");
    expect(await leftInShop(here, "tra-hoa-cuc-minh-hoa")).toBe(0);
    await takePicture(seller, "desk-short");
    await takePicture(here, "shop-sold-out");
  });

  it("shows packed and handed over on Shopee and in the buyer's look-up", async () => {
    const buyer = await (await browser.person(phone)).newPage();
    await fillCheckout(buyer, "mat-ong-hoa-nhan-minh-hoa", true);
    const code = await confirm(buyer);
    const order = await producer.buy("Mật ong hoa nhãn Minh Họa");
    const orderCard = (name: string) =>
      seller.locator("article").filter({ has: seller.getByRole("link", { name, exact: true }) });
    const open = async () => {
      await seller.goto(`${product.storefront}/ban-hang/don-hang`);
      return (await orderCard(order).count()) + (await orderCard(code).count());
    };
    await until("both orders", 15 * second, open, (count) => count === 2);

    await orderCard(code).getByRole("button", { name: "Đã gói" }).click();
    await seller.getByRole("button", { name: "Đã giao cho bưu tá" }).waitFor();
    expect(await lookUp(buyer, code)).toContain("Đã gói");
    await seller.getByRole("button", { name: "Đã giao cho bưu tá" }).click();
    await seller.getByText("Đã giao cho vận chuyển").waitFor();
    expect(await lookUp(buyer, code)).toContain("Đã giao cho vận chuyển");

    await open();
    await orderCard(order).getByRole("button", { name: "Đã gói" }).click();
    await until(
      "packed on Shopee",
      30 * second,
      () => producer.orderState(order),
      (state) => state.startsWith("Đã gói"),
    );
    await until(
      "packed at the desk",
      30 * second,
      async () => {
        await open();
        return orderCard(order).textContent();
      },
      (text) => text?.includes("Chờ bưu tá quét lấy hàng") ?? false,
    );
    await producer.press(order, "Bưu tá đã lấy hàng");
    await until(
      "handed over at the desk",
      30 * second,
      async () => {
        await open();
        return orderCard(order).textContent();
      },
      (text) => text?.includes("Đã giao cho vận chuyển") ?? false,
    );
  });

  it("shows a title edited on Shopee as drift, with both values; the board does not move", async () => {
    const before = await official();
    await producer.rename("Mật ong hoa nhãn Minh Họa", "Mật ong nhãn rẻ nhất");
    const { afterMs } = await until(
      "the drift",
      60 * second,
      () => onDesk("Mật ong hoa nhãn Minh Họa"),
      (text) => text.includes("Mật ong nhãn rẻ nhất"),
    );
    console.log(`the drift showed after ${afterMs} ms`);
    const text = await onDesk("Mật ong hoa nhãn Minh Họa");
    expect(text).toMatch(/Của bạnMật ong hoa nhãn Minh HọaTrên sànMật ong nhãn rẻ nhất/);
    expect(text).toContain("Có người đã sửa trên trang người bán của sàn");
    expect(await official()).toBe(before);
    await takePicture(seller, "desk-drift");
    await card("Mật ong hoa nhãn Minh Họa").getByRole("button", { name: "Giữ của tôi" }).click();
    await until(
      "our title again",
      60 * second,
      () => producer.titles(),
      (titles) => titles.includes("Mật ong hoa nhãn Minh Họa"),
    );
  });

  it("takes a revoked certificate's stars from shop and listing, and one from both numbers of the board", async () => {
    expect(await official()).toBe("3/4 hàng hoá");
    const buyer = await (await browser.person(phone)).newPage();
    await buyer.goto(`${product.storefront}/san-pham/long-nhan-minh-hoa`);
    expect(await buyer.locator("main").textContent()).toContain("4 sao");
    await takePicture(buyer, "shop-product");
    const listing = await producer.productPage("Long nhãn Minh Họa");
    await producer.page.goto(listing);
    expect(await producer.page.locator("main").textContent()).toContain("OCOP 4 sao");

    await officer.goto(`${product.storefront}/so/chung-nhan?q=long+nhan+minh+hoa&simulated=1`);
    await officer
      .getByRole("link", { name: /Thu hồi/ })
      .first()
      .click();
    await officer.getByLabel("Lý do").fill("Cơ sở ngừng sản xuất");
    await officer.getByRole("button", { name: "Xem lại trước khi thu hồi" }).click();
    await officer.getByRole("button", { name: "Xác nhận thu hồi" }).click();
    await officer.getByText("Đã ghi thu hồi").waitFor();
    const { afterMs } = await until(
      "the stars gone",
      60 * second,
      async () => {
        await buyer.reload();
        await producer.page.goto(listing);
        return [await buyer.locator("main").textContent(), await producer.page.locator("main").textContent()].join("\n");
      },
      (text) => !text.includes("4 sao"),
    );
    console.log(`the stars were gone after ${afterMs} ms`);
    expect(await official()).toBe("2/3 hàng hoá");
    await takePicture(officer, "board-after");
  });

  it("takes the orders of a Postmart sheet once, however often it is handed in", async () => {
    const sku = /SKU (HY\w{8})/.exec(await onDesk("Tương nếp Minh Họa"))?.[1] ?? "";
    const file = {
      name: "don-hang.xlsx",
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer: Buffer.from(
        await writeXlsx({
          sheet: "Đơn hàng",
          rows: [
            [
              "Mã đơn hàng",
              "Ngày đặt",
              "Trạng thái",
              "SKU",
              "Tên sản phẩm",
              "Số lượng",
              "Đơn giá",
              "Người nhận",
              "Điện thoại",
              "Địa chỉ",
            ],
            [
              "PM-0001",
              "24/11/2026 09:00",
              "Chờ xác nhận",
              sku,
              "Tương nếp Minh Họa",
              2,
              55_000,
              "Lê Văn Tâm",
              "0977777777",
              "Số 9, Phường Ba Đình, Hà Nội",
            ],
          ],
        }),
      ),
    };
    for (let time = 1; time <= 2; time += 1) {
      await seller.goto(`${product.storefront}/ban-hang/tep`);
      const shop = seller.locator("section").filter({ hasText: "HTX Minh Họa (Postmart)" }).first();
      await shop.locator("input[type=file]").first().setInputFiles(file);
      await shop.getByRole("button", { name: "Nộp tệp đơn hàng" }).click();
      // The second time it is the first one's file, and nothing is read anew.
      await seller.getByText(time === 1 ? "Đã nhận." : "Đã nhận tệp này ngày").waitFor();
      await until(
        "the sheet read",
        30 * second,
        async () => {
          await seller.goto(`${product.storefront}/ban-hang/tep`);
          return seller.locator("article").filter({ hasText: "Đã đọc xong" }).count();
        },
        (count) => count === 1,
      );
    }
    await takePicture(seller, "desk-sheets");
    const orders = await until(
      "the order",
      20 * second,
      async () => {
        await seller.goto(`${product.storefront}/ban-hang/don-hang`);
        return seller.locator("article").filter({ hasText: "PM-0001" }).count();
      },
      (count) => count > 0,
    );
    expect(orders.seen).toBe(1);
  });

  it("has thrown no error on any page", () => {
    expect(browser.errors).toEqual([]);
  });
});
