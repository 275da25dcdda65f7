import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Clock } from "../kit/clock.ts";
import { createRateLimit } from "../kit/rate.ts";
import type { PortalFaults } from "./faults.ts";
import { doubtOf, type PartnerKeys } from "./partner-proof.ts";
import type { PortalPlan } from "./plans.ts";
import { productPath } from "./public-pages.ts";
import type { Shop } from "./shop.ts";
import { type Order, type OrderStatus, type Product, productStatuses } from "./state.ts";

type Status = 400 | 401 | 404 | 409 | 422 | 429;
class PartnerError extends Error {
  readonly status: Status;
  readonly code: string;
  constructor(status: Status, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const contentSchema = z.object({
  name_vi: z.string().min(1).max(120),
  long_desc_vi: z.string(),
  price_vnd: z.int().positive(),
  weight_g: z.int().positive(),
  stock: z.int().nonnegative(),
  status: z.enum(productStatuses),
});
const createSchema = contentSchema.extend({ seller_sku: z.string().min(1) }).catchall(z.unknown());
const patchSchema = contentSchema.partial().catchall(z.unknown());

const wireStatus: Readonly<Record<OrderStatus, string>> = {
  placed: "new",
  confirmed: "confirmed",
  packed: "packed",
  shipping: "handed_over",
  delivered: "delivered",
  cancelled: "cancelled",
  returned: "returned",
};

/** The partner REST of the design; speaks for the first seller, whose key it is. */
export function partnerApi(
  plan: PortalPlan,
  shop: Shop,
  clock: Clock,
  faults: PortalFaults,
  keys: PartnerKeys | undefined,
  origin: string,
): Hono {
  const app = new Hono();
  const rate = createRateLimit(clock);
  const sellerId = 1;

  app.onError((error, context) => {
    if (error instanceof PartnerError)
      return context.json({ error: { code: error.code, message: error.message } }, error.status);
    console.error(error);
    return context.json({ error: { code: "internal", message: "Internal error" } }, 500);
  });
  app.use("*", async (context, next) => {
    if (!keys || !shop.dials().partner) throw new PartnerError(404, "not_found", "No such address");
    const now = faults.met(context, "clock-skew") ? clock.now() + 600_000 : clock.now();
    const doubt = faults.met(context, "token-revoked")
      ? "revoked"
      : await doubtOf(context, shop.dials().partnerScheme, keys, now);
    if (doubt) throw new PartnerError(401, doubt, "Not authorised");
    if (!rate.passes("partner", shop.dials().rate)) {
      context.header("retry-after", "1");
      throw new PartnerError(429, "rate_limited", "Too many requests");
    }
    await next();
  });

  async function read<Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.infer<Schema>> {
    const json: unknown = await context.req.json().catch(() => {
      throw new PartnerError(400, "malformed", "The body is not JSON");
    });
    const given = schema.safeParse(json);
    if (given.success) return given.data;
    const [issue] = given.error.issues;
    throw new PartnerError(422, "invalid", `${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "invalid"}`);
  }
  const productOf = (context: Context): Product => {
    const product = shop.bySku(sellerId, context.req.param("sku") ?? "");
    if (!product) throw new PartnerError(404, "unknown_sku", "Không có sản phẩm với mã này");
    return product;
  };
  const orderOf = (context: Context): Order => {
    const order = shop.order(context.req.param("order") ?? "");
    if (!order || order.sellerId !== sellerId) throw new PartnerError(404, "unknown_order", "Không có đơn hàng này");
    return order;
  };
  const picturesOf = (body: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(body).flatMap(([name, value]) => (/^image_\d_url$/.test(name) && typeof value === "string" ? [value] : []));

  /** A repeat with its key gets the first answer; the same key for another body is refused. */
  async function once(context: Context, work: () => Promise<{ status: 200 | 201; json: object }>): Promise<Response> {
    const key = context.req.header("idempotency-key");
    if (!key) throw new PartnerError(400, "no_key", "Idempotency-Key is missing");
    const bodyHash = createHash("sha256")
      .update(await context.req.raw.clone().text())
      .digest("hex");
    const kept = shop.state().keptAnswers[key];
    if (kept && clock.now() - kept.at < shop.dials().idempotencyKeptMs) {
      if (kept.bodyHash !== bodyHash) throw new PartnerError(422, "key_reused", "This key was used for another body");
      return context.json(kept.json, kept.status as 200 | 201);
    }
    const { status, json } = await work();
    shop.state().keptAnswers[key] = { at: clock.now(), bodyHash, status, json };
    shop.changed();
    return context.json(json, status);
  }

  app.post("/listings", (context) =>
    once(context, async () => {
      const body = await read(context, createSchema);
      if (shop.bySku(sellerId, body.seller_sku)) throw new PartnerError(409, "sku_exists", "Mã sản phẩm đã có");
      const pictures = picturesOf(body);
      if (!pictures.length) throw new PartnerError(422, "invalid", "image_1_url: cần ít nhất một ảnh");
      const content = {
        name: body.name_vi,
        description: body.long_desc_vi,
        price: body.price_vnd,
        weight: body.weight_g,
        pictures,
      };
      const product = shop.create(sellerId, body.seller_sku, content, body.status, body.stock);
      return { status: 201, json: { seller_sku: product.sku, channel_product_id: String(product.id), status: product.status } };
    }),
  );
  app.patch("/listings/:sku", async (context) => {
    const product = productOf(context);
    const body = await read(context, patchSchema);
    const pictures = picturesOf(body);
    if (faults.met(context, "ack-without-effect")) return context.json({ seller_sku: product.sku });
    if (body.stock !== undefined && !shop.setUnits(product, body.stock))
      throw new PartnerError(409, "below_holds", "Thấp hơn số đang giữ cho đơn");
    const content = {
      ...(body.name_vi === undefined ? {} : { name: body.name_vi }),
      ...(body.long_desc_vi === undefined ? {} : { description: body.long_desc_vi }),
      ...(body.price_vnd === undefined ? {} : { price: body.price_vnd }),
      ...(body.weight_g === undefined ? {} : { weight: body.weight_g }),
      ...(pictures.length ? { pictures } : {}),
    };
    if (Object.keys(content).length) shop.change(product, content);
    if (body.status !== undefined) shop.setStatus(product, body.status);
    return context.json({ seller_sku: product.sku });
  });
  app.get("/stock", (context) => {
    const sku = context.req.query("sku");
    const all = shop.ofSeller(sellerId).filter((product) => product.status !== "ended");
    return context.json(paged(context, sku ? all.filter((product) => product.sku === sku) : all, stockRow));
  });

  app.get("/orders", (context) => {
    const since = Date.parse(context.req.query("updated_since") ?? "");
    if (Number.isNaN(since)) throw new PartnerError(400, "invalid", "updated_since is no time");
    const found = shop
      .ordersOf(sellerId)
      .filter((order) => order.changed >= since)
      .toSorted((one, other) => one.changed - other.changed);
    return context.json(paged(context, found, orderRow));
  });
  app.get("/orders/:order", (context) => context.json(orderRow(orderOf(context))));
  const command = (name: string, to: OrderStatus, note: (order: Order, body: Readonly<Record<string, unknown>>) => void) =>
    app.post(`/orders/:order/${name}`, (context) =>
      once(context, async () => {
        const order = orderOf(context);
        const body = await read(context, z.record(z.string(), z.unknown()));
        if (!shop.canMove(order, to)) throw new PartnerError(409, "wrong_state", `Đơn đang “${plan.words[order.status]}”`);
        note(order, body);
        shop.move(order, to, typeof body.reason === "string" ? body.reason : "");
        return { status: 200, json: { order_no: order.no, status: wireStatus[order.status] } };
      }),
    );
  command("ack", "confirmed", () => undefined);
  command("cancel", "cancelled", () => undefined);
  command("ship", "shipping", (order, { carrier, tracking_no }) => {
    order.carrier = typeof carrier === "string" ? carrier : null;
    order.trackingNo = typeof tracking_no === "string" ? tracking_no : null;
  });
  app.all("*", () => {
    throw new PartnerError(404, "not_found", "No such address");
  });
  return app;

  function paged<Item>(context: Context, found: readonly Item[], row: (item: Item) => object) {
    const { pageSize, totals } = shop.dials();
    const token = context.req.query("page_token");
    const from = token ? Number(Buffer.from(token, "base64url").toString()) : 0;
    if (!Number.isSafeInteger(from)) throw new PartnerError(400, "invalid", "page_token is none of ours");
    const next = from + pageSize;
    return {
      items: found.slice(from, next).map(row),
      next_page_token: next < found.length ? Buffer.from(String(next)).toString("base64url") : null,
      ...(totals ? { total: found.length } : {}),
    };
  }
  function stockRow(product: Product) {
    return {
      seller_sku: product.sku,
      channel_product_id: String(product.id),
      stock: shop.left(product),
      total: product.shelf.total,
      held: product.shelf.held,
      status: product.status,
      name_vi: product.name,
      long_desc_vi: product.description,
      price_vnd: product.price,
      channel_url: `${origin}${productPath(plan, product)}`,
      last_error: product.reason || null,
      updated_at: new Date(product.changed).toISOString(),
    };
  }
  function orderRow(order: Order) {
    return {
      order_no: order.no,
      status: wireStatus[order.status],
      created_at: order.unreadable ? "hôm nào đó" : new Date(order.placed).toISOString(),
      updated_at: new Date(order.changed).toISOString(),
      total_vnd: order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0),
      cod: true,
      buyer_name: order.buyer.name,
      buyer_phone: order.buyer.phone,
      buyer_address: order.buyer.address,
      note: order.note || null,
      carrier: order.carrier,
      tracking_no: order.trackingNo,
      lines: order.lines.map((line) => ({
        line_no: line.lineNo,
        seller_sku: line.sku,
        channel_product_id: String(line.productId),
        name: line.name,
        quantity: line.quantity,
        unit_price_vnd: line.price,
      })),
    };
  }
}
