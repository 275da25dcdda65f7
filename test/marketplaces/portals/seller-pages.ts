import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { button, type Html, moment, pageOf, vnd } from "../kit/page.ts";
import type { PortalPlan } from "./plans.ts";
import { productPath } from "./public-pages.ts";
import type { Sheets } from "./sheets.ts";
import type { Shop } from "./shop.ts";
import { type Order, type OrderStatus, type Product, productStatuses, type Seller, type Upload } from "./state.ts";

const moves: readonly (readonly [OrderStatus, string])[] = [
  ["confirmed", "Xác nhận"],
  ["packed", "Đã đóng gói"],
  ["shipping", "Bưu tá đã nhận hàng"],
  ["delivered", "Giao thành công"],
  ["cancelled", "Người mua huỷ đơn"],
  ["returned", "Hoàn hàng"],
];
const mediaTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** The seller's portal: a name signs in; sheets go up and come down; and what buyers, couriers and another hand do. */
export function sellerPages(plan: PortalPlan, shop: Shop, sheets: Sheets, base: string): Hono {
  const app = new Hono();
  const page = pageOf(plan.title);
  const sellerOf = (context: Context): Seller | undefined =>
    shop.state().sellers.find(({ id }) => String(id) === context.req.param("seller"));
  const gone = (context: Context) => context.html(page("Không có trang", html`<h1>Không có trang này</h1>`), 404);
  const fields = async (context: Context) => Object.fromEntries(new URLSearchParams(await context.req.text()));
  const back = (context: Context, sellerId: number, said: string) =>
    context.redirect(`${base}/sellers/${sellerId}?said=${encodeURIComponent(said)}`, 303);

  app.post("/sign-in", async (context) => {
    const name = (await fields(context)).name?.trim();
    if (!name) return back(context, 1, "Chưa nhập tên.");
    let seller = shop.state().sellers.find((each) => each.name === name);
    if (!seller) {
      seller = { id: shop.newId(), name };
      shop.state().sellers.push(seller);
      shop.changed();
    }
    return back(context, seller.id, `Xin chào ${name}.`);
  });

  app.get("/sellers/:seller", (context) => {
    const seller = sellerOf(context);
    if (!seller) return gone(context);
    const said = context.req.query("said");
    const at = `${base}/sellers/${seller.id}`;
    return context.html(
      page(seller.name, [
        html`<h1>${seller.name}</h1>`,
        said ? html`<section role="status">${said}</section>` : html``,
        html`<section>
          <h2>Tải tệp lên</h2>
          ${uploadForm(`${at}/listings`, "Sản phẩm")} ${uploadForm(`${at}/prices`, "Giá bán")}
          ${uploadForm(`${at}/stock`, "Tồn kho")}
          <h2>Tải tệp về</h2>
          <p>
            ${(["orders", "stock"] as const).map((kind) =>
              (["xlsx", "csv"] as const).map((type) => html`<a href="${at}/${kind}.${type}">${kind}.${type}</a> `),
            )}
          </p>
        </section>`,
        html`<section>
          <h2>Kết quả tải lên</h2>
          ${shop
            .state()
            .uploads.filter(({ sellerId }) => sellerId === seller.id)
            .toReversed()
            .map(uploadBlock)}
        </section>`,
        html`<section>
          <h2>Đơn hàng</h2>
          ${shop.ordersOf(seller.id).toReversed().map(orderBlock)}
        </section>`,
        html`<section>
          <h2>Sản phẩm</h2>
          ${shop.ofSeller(seller.id).map(productBlock)}
        </section>`,
      ]),
    );
  });

  for (const kind of ["listings", "prices", "stock"] as const)
    app.post(`/sellers/:seller/${kind}`, async (context) => {
      const seller = sellerOf(context);
      if (!seller) return gone(context);
      const { file } = await context.req.parseBody();
      if (!(file instanceof File)) return back(context, seller.id, "Chưa chọn tệp.");
      try {
        const upload = sheets.upload(seller.id, kind, file.name, new Uint8Array(await file.arrayBuffer()));
        if (/json/.test(context.req.header("accept") ?? "")) return context.json(upload);
        const done = upload.rows.filter((row) => row.done).length;
        return back(context, seller.id, `Đã nhận ${done} trong ${upload.rows.length} dòng.`);
      } catch (error) {
        const why = error instanceof Error ? error.message : "không đọc được";
        if (/json/.test(context.req.header("accept") ?? "")) return context.json({ refused: why }, 400);
        return back(context, seller.id, `Tệp không được nhận: ${why}`);
      }
    });
  for (const kind of ["orders", "stock"] as const)
    for (const type of ["xlsx", "csv"] as const)
      app.get(`/sellers/:seller/${kind}.${type}`, (context) => {
        const seller = sellerOf(context);
        if (!seller) return gone(context);
        return context.body(Buffer.from(sheets[kind](seller.id, type)), 200, {
          "content-type": mediaTypes[type],
          "content-disposition": `attachment; filename="${kind}.${type}"`,
        });
      });

  app.post("/sellers/:seller/orders/:order", async (context) => {
    const order = shop.order(context.req.param("order"));
    if (!order) return gone(context);
    const to = moves.find(([status]) => status === context.req.query("to"))?.[0];
    const moved = to !== undefined && shop.move(order, to);
    return back(context, order.sellerId, moved ? `Đơn ${order.no}: ${plan.words[to]}.` : "Đơn không chuyển được.");
  });
  app.post("/sellers/:seller/products/:product", async (context) => {
    const product = shop.find(Number(context.req.param("product")));
    if (!product) return gone(context);
    const { name, price, units, status } = await fields(context);
    if (name?.trim()) shop.change(product, { name: name.trim(), ...(Number(price) > 0 ? { price: Number(price) } : {}) });
    if (units && Number(units) !== shop.left(product)) shop.setUnits(product, Number(units));
    const wanted = productStatuses.find((each) => each === status);
    if (wanted && wanted !== product.status) shop.setStatus(product, wanted);
    return back(context, product.sellerId, `Đã lưu ${product.sku}.`);
  });
  return app;

  function uploadForm(action: string, words: string): Html {
    return html`<form method="post" action="${action}" enctype="multipart/form-data" class="row">
      <label>${words} <input type="file" name="file" accept=".xlsx,.csv" required /></label>
      <button type="submit">Tải lên</button>
    </form>`;
  }
  function uploadBlock({ fileName, at, rows }: Upload): Html {
    return html`<details>
      <summary>${moment(at)} · ${fileName} · ${rows.filter(({ done }) => done).length}/${rows.length} dòng</summary>
      <ul>
        ${rows.map(({ row, sku, says }) => html`<li>Dòng ${row} (${sku}): ${says}</li>`)}
      </ul>
    </details>`;
  }
  function orderBlock(order: Order): Html {
    const at = `${base}/sellers/${order.sellerId}/orders/${order.no}`;
    return html`<article>
      <h3>${order.no} <span class="state">${plan.words[order.status]}</span></h3>
      <p>${order.buyer.name} · ${order.lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(", ")} ${order.reason}</p>
      ${moves.filter(([to]) => shop.canMove(order, to)).map(([to, words]) => button(`${at}?to=${to}`, words))}
    </article>`;
  }
  function productBlock(product: Product): Html {
    return html`<article>
      <h3>
        <a href="${base}${productPath(plan, product)}">${product.name}</a> <span class="state">${product.status}</span>
      </h3>
      <p>${product.sku} · ${vnd(product.price)}</p>
      <form method="post" action="${base}/sellers/${product.sellerId}/products/${product.id}" class="row">
        <label>Tên <input name="name" value="${product.name}" /></label>
        <label>Giá <input name="price" type="number" value="${product.price}" /></label>
        <label>Còn bán <input name="units" type="number" min="0" value="${shop.left(product)}" /></label>
        <label
          >Trạng thái
          <select name="status">
            ${productStatuses.map((each) => html`<option ${each === product.status ? "selected" : ""}>${each}</option>`)}
          </select></label
        >
        <button type="submit">Lưu</button>
      </form>
    </article>`;
  }
}
