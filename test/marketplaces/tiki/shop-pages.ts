import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { button, type Html, moment, vnd } from "../kit/page.ts";
import { categoryById } from "./catalogue.ts";
import { buyForm, orderBlock } from "./order-pages.ts";
import { fields, missing, page } from "./page.ts";
import type { Parts } from "./parts.ts";
import { latest, publicPath } from "./products.ts";
import type { Product, ProductRequest, Seller } from "./state.ts";
import { requestWords } from "./words.ts";

/** A shop as its seller and its buyers see it, and what a reviewer at the marketplace does. */
export function shopPages(parts: Parts, base: string): Hono {
  const { world, products, requests, stock, orders, tokens } = parts;
  const app = new Hono();
  const now = () => world.clock.now();
  const sellerOf = (id: number | string): Seller | undefined =>
    world.state().sellers.find((seller) => String(seller.id) === String(id));
  const back = (context: Context, sellerId: number, said: string) =>
    context.redirect(`${base}/shops/${sellerId}?said=${encodeURIComponent(said)}`, 303);
  const gone = (context: Context) => context.html(page("Không có trang", missing), 404);

  app.get("/shops/:seller", (context) => {
    const seller = sellerOf(context.req.param("seller"));
    if (!seller) return gone(context);
    const said = context.req.query("said");
    const asked = requests.ofSeller(seller.id).toReversed();
    const items = products.ofSeller(seller.id).filter((product) => !latest(product).gone);
    const bought = orders.ofSeller(seller.id).toReversed();
    const consents = tokens.consentsOf(seller.id);
    return context.html(
      page(seller.name, [
        html`<h1>${seller.name}</h1>`,
        said ? html`<section role="status">${said}</section>` : html``,
        html`<section>
          <h2>Yêu cầu đăng và sửa sản phẩm (${asked.length})</h2>
          ${asked.map(requestBlock)}
        </section>`,
        html`<section>
          <h2>Đơn hàng (${bought.length})</h2>
          ${bought.map((order) => orderBlock(order, base))}
        </section>`,
        html`<section>
          <h2>Sản phẩm (${items.length})</h2>
          ${items.map(productBlock)}
        </section>`,
        html`<section>
          <h2>Gian hàng trên sàn</h2>
          <form method="post" action="${base}/shops/${seller.id}" class="row">
            <label class="inline"
              ><input type="checkbox" name="active" ${seller.active ? "checked" : ""} /> Gian hàng đang hoạt động</label
            >
            <label class="inline"
              ><input type="checkbox" name="can_update_product" ${seller.canUpdateProduct ? "checked" : ""} /> Cho phép cập
              nhật sản phẩm qua API</label
            >
            <button type="submit">Lưu gian hàng</button>
          </form>
          ${consents.map(
            ({ consent, clientId, scope }) =>
              html`<div class="row">
                <p>Ứng dụng ${clientId} được phép: ${scope}</p>
                ${button(`${base}/shops/${seller.id}/consents/${consent}/revoke`, "Thu hồi uỷ quyền")}
              </div>`,
          )}
        </section>`,
      ]),
    );
  });
  app.post("/shops/:seller", async (context) => {
    const seller = sellerOf(context.req.param("seller"));
    if (!seller) return gone(context);
    const form = await fields(context);
    seller.active = form.active === "on";
    seller.canUpdateProduct = form.can_update_product === "on";
    world.changed();
    return back(context, seller.id, "Đã lưu gian hàng.");
  });
  app.post("/shops/:seller/consents/:consent/revoke", (context) => {
    const seller = sellerOf(context.req.param("seller"));
    if (!seller) return gone(context);
    tokens.revoke(context.req.param("consent"));
    return back(context, seller.id, "Đã thu hồi uỷ quyền.");
  });

  const reviews: Record<string, (request: ProductRequest, reason: string) => boolean> = {
    approve: (request) => requests.approve(request, now()),
    reject: (request, reason) => requests.refuse(request, reason || "Nội dung chưa đạt", now()),
    lock: (request) => requests.lock(request, now()),
    unlock: (request) => requests.unlock(request, now()),
  };
  app.post("/requests/:track/:review", async (context) => {
    const request = requests.find(context.req.param("track"));
    const review = reviews[context.req.param("review")];
    if (!request || !review) return gone(context);
    const { reason = "" } = await fields(context);
    const done = review(request, reason.trim());
    return back(
      context,
      request.sellerId,
      `Yêu cầu ${request.trackId}: ${requestWords[request.state]}${done ? "." : " (không đổi)."}`,
    );
  });

  app.post("/products/:product", async (context) => {
    const product = products.find(Number(context.req.param("product")));
    if (!product) return gone(context);
    const form = await fields(context);
    const price = Number(form.price);
    const units = Object.keys(product.shelves).map((id) => [Number(id), Number(form[`units-${id}`])] as const);
    const whole = [price, ...units.map(([, count]) => count)].every((count) => Number.isInteger(count) && count >= 0);
    if (!form.title?.trim() || price === 0 || !whole)
      return back(context, product.sellerId, "Chưa lưu: tên, giá hoặc tồn kho không hợp lệ.");
    const shown = { active: form.shown === "active", hidden: form.shown === "hidden" };
    products.change(product, { name: form.title.trim(), price, ...shown }, now());
    for (const [id, count] of units) stock.correct(product, id, count, now());
    return back(context, product.sellerId, `Đã lưu ${form.title.trim()}.`);
  });
  const moves: Record<string, (product: Product, form: Record<string, string>) => string> = {
    promotion(product, { price }) {
      const promotion = Number(price);
      if (!Number.isInteger(promotion) || promotion < 1 || promotion >= latest(product).price)
        return "Giá khuyến mãi phải là số nguyên thấp hơn giá bán.";
      products.change(product, { promotion }, now());
      return "Đã bắt đầu khuyến mãi.";
    },
    "end-promotion"(product) {
      products.change(product, { promotion: null }, now());
      return "Đã dừng khuyến mãi.";
    },
    remove(product) {
      products.change(product, { gone: true }, now());
      return "Sàn đã gỡ sản phẩm.";
    },
  };
  app.post("/products/:product/:move", async (context) => {
    const product = products.find(Number(context.req.param("product")));
    const move = moves[context.req.param("move")];
    if (!product || !move) return gone(context);
    return back(context, product.sellerId, move(product, await fields(context)));
  });

  // The address of a product on the real marketplace names its master, and the variant in a query.
  app.get("/:address{.*-p[0-9]+\\.html}", (context) => {
    const [, id] = /-p(\d+)\.html$/.exec(context.req.param("address")) ?? [];
    const family = world.state().products.filter(({ masterId, id: own }) => masterId === Number(id) || own === Number(id));
    const onSale = family.filter((product) => products.onSale(product));
    const chosen = onSale.find((product) => String(product.id) === context.req.query("spid")) ?? onSale[0];
    if (!chosen)
      return context.html(page("Không còn sản phẩm", html`<section><h1>Sản phẩm này không tồn tại</h1></section>`), 404);
    return context.html(
      page(latest(chosen).name, [publicBlock(chosen), ...variantLinks(onSale, chosen), buyForm(chosen, base)]),
    );
  });
  return app;

  function publicBlock(product: Product): Html {
    const { name, price, promotion, marketPrice, description, categoryId } = latest(product);
    const seller = sellerOf(product.sellerId);
    return html`<section>
      <h1>${name}</h1>
      <p>
        <strong data-price="${promotion ?? price}">${vnd(promotion ?? price)}</strong>
        ${marketPrice > (promotion ?? price) ? html`<s>${vnd(marketPrice)}</s>` : ""} · còn
        <span data-stock>${stock.left(product)}</span>
      </p>
      <p>SKU <span data-sku>${latest(product).originalSku}</span> · ${categoryById(categoryId)?.name}</p>
      <pre>${plainText(description)}</pre>
      <p>Gian hàng: <a href="${base}/shops/${product.sellerId}">${seller?.name}</a></p>
    </section>`;
  }
  function variantLinks(family: readonly Product[], chosen: Product): Html[] {
    if (family.length < 2) return [];
    return [
      html`<section>
        <h2>Phân loại</h2>
        <ul>
          ${family.map((product) => html`<li>${product === chosen ? latest(product).name : linkTo(product)}</li>`)}
        </ul>
      </section>`,
    ];
  }
  function linkTo(product: Product): Html {
    return html`<a href="${base}/${publicPath(product)}">${latest(product).name}</a>`;
  }

  function requestBlock(request: ProductRequest): Html {
    const { wanted, trackId, state, reason } = request;
    const title = wanted.kind === "create_product" ? wanted.product.name : `Sửa sản phẩm ${wanted.productId}`;
    const skus = wanted.kind === "create_product" ? wanted.product.variants.map(({ sku }) => sku).join(", ") : "";
    const to = (review: string) => `${base}/requests/${trackId}/${review}`;
    return html`<section data-request="${trackId}" data-sku="${skus}">
      <p>
        <strong>${title}</strong> <span class="state">${requestWords[state]}</span> ${skus ? `SKU ${skus}` : ""} ·
        ${moment(request.created)}
      </p>
      ${reason ? html`<p>Lý do: ${reasonWords(reason)}</p>` : ""}
      ${
        requests.isEnded(request)
          ? ""
          : html`<div class="row">
              ${button(to("approve"), "Duyệt")}
              ${button(to("reject"), "Từ chối", html`<label>Lý do từ chối <input name="reason" required /></label>`)}
              ${state === "locked" ? button(to("unlock"), "Mở khoá") : button(to("lock"), "Khoá")}
            </div>`
      }
    </section>`;
  }

  function productBlock(product: Product): Html {
    const { name, price, active, hidden, originalSku, promotion } = latest(product);
    const { reserved } = stock.now(product);
    const options = [
      ["active", "Đang bán", active && !hidden],
      ["off", "Tắt", !active && !hidden],
      ["hidden", "Ẩn", hidden],
    ] as const;
    return html`<section data-product="${product.id}" data-sku="${originalSku}">
      <form method="post" action="${base}/products/${product.id}">
        <p>
          <span class="state">${hidden ? "Đã ẩn" : active ? "Đang bán" : "Đang tắt"}</span> SKU ${originalSku} · đang giữ
          ${reserved} · còn bán ${stock.left(product)} · <a href="${base}/${publicPath(product)}">trang sản phẩm</a>
        </p>
        <label>Tên <input name="title" value="${name}" required /></label>
        <div class="row">
          <label>Giá (₫) <input name="price" type="number" value="${price}" required /></label>
          ${Object.entries(product.shelves).map(
            ([id, shelf]) =>
              html`<label>Tồn ở kho ${id} <input name="units-${id}" type="number" min="0" value="${shelf.total}" required /></label>`,
          )}
          <label
            >Bày bán
            <select name="shown">
              ${options.map(([value, words, chosen]) => html`<option value="${value}" ${chosen ? "selected" : ""}>${words}</option>`)}
            </select></label
          >
          <button type="submit">Lưu trên sàn</button>
        </div>
      </form>
      <div class="row">
        ${
          promotion === null
            ? button(
                `${base}/products/${product.id}/promotion`,
                "Bắt đầu khuyến mãi",
                html`<label>Giá khuyến mãi (₫) <input name="price" type="number" min="1" required /></label>`,
              )
            : html`<p>Khuyến mãi ${vnd(promotion)}</p>
                ${button(`${base}/products/${product.id}/end-promotion`, "Dừng khuyến mãi")}`
        }
        ${button(`${base}/products/${product.id}/remove`, "Sàn gỡ sản phẩm")}
      </div>
    </section>`;
  }
}

function reasonWords(reason: string): string {
  const { errors } = JSON.parse(reason) as { errors: readonly { msg: string; description: string }[] };
  return errors.map(({ msg, description }) => (msg === description ? msg : `${msg} (${description})`)).join("; ");
}

const plainText = (markup: string): string =>
  markup
    .replaceAll(/<\/(p|li|div|h\d)>|<br\s*\/?>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .trim();
