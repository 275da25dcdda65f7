import { type Context, Hono } from "hono";
import { html, raw } from "hono/html";
import { pageOf, vnd } from "../kit/page.ts";
import type { PortalPlan } from "./plans.ts";
import { type Shop, slugOf } from "./shop.ts";
import type { Product } from "./state.ts";

export const productPath = (plan: PortalPlan, { name, id }: Pick<Product, "name" | "id">) => plan.pagePath(slugOf(name), id);

/** A product's page as buyers and search engines see it, and what is at its address once it is taken down. */
export function publicPages(plan: PortalPlan, shop: Shop, base: string): Hono {
  const app = new Hono();
  const page = pageOf(plan.title);
  const productOf = (context: Context): Product | undefined => {
    const id = plan.idIn.exec(context.req.path.slice(base.length))?.[1];
    const product = id === undefined ? undefined : shop.find(Number(id));
    return product && shop.isPublic(product) ? product : undefined;
  };

  app.get("/", (context) =>
    context.html(
      page(plan.title, [
        html`<h1>${plan.title} mô phỏng</h1>`,
        html`<form method="post" action="${base}/sign-in" class="box row">
          <label>Tên gian hàng <input name="name" required /></label>
          <button type="submit">Vào kênh người bán</button>
        </form>`,
        html`<section>
          <ul>
            ${shop
              .state()
              .products.filter(shop.isPublic)
              .map((product) => html`<li><a href="${base}${productPath(plan, product)}">${product.name}</a></li>`)}
          </ul>
        </section>`,
      ]),
    ),
  );
  app.get("/search", (context) => context.html(page("Tìm kiếm", html`<section><h1>Kết quả tìm kiếm</h1></section>`)));

  const [pattern] = plan.pagePath("\u0000", 0).slice(1).split("/");
  app.get(`/${pattern}/*`, (context) => {
    const product = productOf(context);
    return product ? context.html(productPage(product)) : dead(context);
  });
  app.post(`/${pattern}/*`, async (context) => {
    const product = productOf(context);
    if (!product) return dead(context);
    const { quantity, name = "", phone = "", address = "" } = Object.fromEntries(new URLSearchParams(await context.req.text()));
    const placed = shop.place([{ productId: product.id, quantity: Number(quantity) }], { name, phone, address });
    const said = "refused" in placed ? placed.refused : `Đã đặt đơn ${placed.no}.`;
    return context.html(page(said, html`<section role="status"><h1>${said}</h1></section>`), "refused" in placed ? 409 : 200);
  });
  return app;

  function dead(context: Context): Response | Promise<Response> {
    const missing = html`<section><h1>Không tìm thấy sản phẩm</h1></section>`;
    switch (shop.dials().deadPages) {
      case "home":
        return context.redirect(base || "/", 302);
      case "search":
        return context.redirect(`${base}/search?q=`, 302);
      case "other-host":
        return context.redirect("http://other.invalid/", 301);
      case "says-missing":
        return context.html(page("Không tìm thấy sản phẩm", missing));
      case "410":
        return context.html(page("Không tìm thấy sản phẩm", missing), 410);
      case "404":
        return context.html(page("Không tìm thấy sản phẩm", missing), 404);
    }
  }

  function productPage(product: Product) {
    const { name, price, description } = product;
    const structured = {
      "@context": "https://schema.org",
      "@type": "Product",
      name,
      sku: product.sku,
      offers: { "@type": "Offer", price, priceCurrency: "VND" },
    };
    return page(name, [
      html`<meta property="og:type" content="product" /><meta property="og:title" content="${name}" />`,
      html`<script type="application/ld+json">
        ${raw(JSON.stringify(structured).replaceAll("<", "\\u003c"))}
      </script>`,
      html`<section>
        <h1>${name}</h1>
        <p>${vnd(price)} · còn ${shop.left(product)}</p>
        <pre>${description}</pre>
      </section>`,
      html`<form method="post" class="box">
        <label>Số lượng <input name="quantity" type="number" min="1" value="1" /></label>
        <label>Họ tên <input name="name" value="Trần Văn Bình" /></label>
        <label>Điện thoại <input name="phone" value="0987654321" /></label>
        <label>Địa chỉ <input name="address" value="Số 1, Phường Ba Đình, Thành phố Hà Nội" /></label>
        <button type="submit">Đặt mua</button>
      </form>`,
    ]);
  }
}

/** At the root of the host, so one text serves several portals of one host. */
export const robotsText = ["User-agent: *", "Disallow: /sellers/", "Disallow: /*/sellers/", "Disallow: /*/control/", ""].join(
  "\n",
);
export function robotsPage(shop: Shop): Hono {
  const app = new Hono();
  app.get("/robots.txt", (context) => {
    switch (shop.dials().robots) {
      case "open":
        return context.text(robotsText);
      case "closed":
        return context.text("User-agent: *\nDisallow: /\n");
      case "missing":
        return context.text("Not found", 404);
      case "unreachable":
        return context.text("Error", 503);
    }
  });
  return app;
}
