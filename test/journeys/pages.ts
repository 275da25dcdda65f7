import type { Page } from "playwright-core";

/** Looks again until it is so, reloading as a person would; throws what was last seen. */
export async function until<Seen>(
  what: string,
  withinMs: number,
  look: () => Promise<Seen>,
  isSo: (seen: Seen) => boolean,
): Promise<{ seen: Seen; afterMs: number }> {
  const began = Date.now();
  let last: Seen | undefined;
  while (Date.now() - began < withinMs) {
    last = await look();
    if (isSo(last)) return { seen: last, afterMs: Date.now() - began };
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`${what} was not so within ${withinMs / 1000} s; last seen: ${JSON.stringify(last)}`);
}

export async function signIn(page: Page, address: string, phone: string, password: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Số điện thoại").fill(phone);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/dang-nhap"));
}

/** The marketplace's page of a shop, as its seller and its buyers see it. */
export class ShopPage {
  readonly page: Page;
  private readonly address: string;
  constructor(page: Page, marketplaces: string, shop: number) {
    this.page = page;
    this.address = `${marketplaces}/shopee/shops/${shop}`;
  }
  open(): Promise<unknown> {
    return this.page.goto(this.address);
  }
  private listing(title: string) {
    return this.page.locator("form[data-sku]").filter({ has: this.page.locator(`input[name=title][value="${title}"]`) });
  }
  async titles(): Promise<string[]> {
    await this.open();
    return this.page
      .locator("form[data-sku] input[name=title]")
      .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("value") ?? ""));
  }
  /** Undefined while the shop does not show it for sale. */
  async stockOf(title: string): Promise<number | undefined> {
    await this.open();
    const listing = this.listing(title);
    if (!(await listing.count()) || !(await listing.getByText("Đang bán").count())) return undefined;
    return Number(await listing.locator("input[name=stock]").getAttribute("value"));
  }
  async productPage(title: string): Promise<string> {
    await this.open();
    const href = await this.listing(title).getByRole("link", { name: "trang sản phẩm" }).getAttribute("href");
    return new URL(href ?? "", this.address).href;
  }
  async rename(title: string, to: string): Promise<void> {
    await this.open();
    const listing = this.listing(title);
    await listing.locator("input[name=title]").fill(to);
    await listing.getByRole("button", { name: "Lưu trên sàn" }).click();
    await this.page.getByRole("status").waitFor();
  }
  /** Buys one as a buyer of the marketplace; gives the order's number. */
  async buy(title: string): Promise<string> {
    await this.page.goto(await this.productPage(title));
    return this.buyHere();
  }
  /** From the product's page, already open. */
  async buyHere(): Promise<string> {
    await this.page.getByRole("button", { name: "Đặt hàng trên sàn" }).click();
    const said = (await this.page.getByRole("status").textContent()) ?? "";
    const [, order] = /Đã đặt đơn (\S+)\./.exec(said) ?? [];
    if (!order) throw new Error(`The marketplace took no order: ${said}`);
    return order;
  }
  async orderState(order: string): Promise<string> {
    await this.open();
    return (await this.page.locator(`[data-order="${order}"] .state`).textContent()) ?? "";
  }
  async press(order: string, button: string): Promise<void> {
    await this.open();
    await this.page.locator(`[data-order="${order}"]`).getByRole("button", { name: button }).click();
    await this.page.getByRole("status").waitFor();
  }
}
