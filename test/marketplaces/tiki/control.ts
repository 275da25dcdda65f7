import type { Hono } from "hono";
import { z } from "zod";
import { controlRoutes } from "../kit/control.ts";
import { tikiDialsSchema } from "./dials.ts";
import { statusOf } from "./orders.ts";
import type { Parts } from "./parts.ts";
import { latest, publicPath } from "./products.ts";
import { type Order, orderStatuses, type Product } from "./state.ts";

const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };
const placeSchema = z.strictObject({
  sellerId: z.int(),
  lines: z.array(z.strictObject({ productId: z.int(), quantity: z.int().positive() })).min(1),
  pay: z.enum(["cod", "later"]).default("cod"),
});
const orderChangeSchema = z.strictObject({
  status: z.enum(orderStatuses).optional(),
  cancelBy: z.enum(["buyer", "seller", "system"]).optional(),
  /** A line its buyer takes back. */
  withdraw: z.int().optional(),
  unreadable: z.boolean().optional(),
});
const requestChangeSchema = z.strictObject({
  review: z.enum(["approve", "reject", "lock", "unlock"]),
  reason: z.string().default("Nội dung chưa đạt"),
});
const productChangeSchema = z.strictObject({
  name: z.string().optional(),
  price: z.int().positive().optional(),
  active: z.boolean().optional(),
  hidden: z.boolean().optional(),
  gone: z.boolean().optional(),
  promotion: z.int().positive().nullable().optional(),
  stock: z.array(z.strictObject({ warehouseId: z.int(), units: z.int().nonnegative() })).optional(),
});
const sellerChangeSchema = z.strictObject({ active: z.boolean().optional(), canUpdateProduct: z.boolean().optional() });

/** The kit's routes, and the reviewer, the seller's desk and the promotions of this marketplace. */
export function tikiControl(parts: Parts, reset: () => void): Hono {
  const { world, orders, products, requests, stock, faults } = parts;
  const now = () => world.clock.now();

  const control = controlRoutes({
    state: () => ({
      sellers: world.state().sellers,
      products: world.state().products.map(productView),
      requests: world.state().requests,
      orders: world.state().orders.map(orderView),
      queues: world.state().queues,
    }),
    dials: { schema: tikiDialsSchema.partial(), values: () => world.dials() },
    faults,
    orders: {
      all: () => world.state().orders.map(orderView),
      place(body) {
        const { sellerId, lines, pay } = placeSchema.parse(body);
        const placed = orders.place(sellerId, lines, { payment: pay === "later" ? "prepaid" : "cod", buyer }, now());
        return "refused" in placed ? placed : orderView(placed);
      },
      change(code, body) {
        const order = orders.find(code);
        if (!order) return undefined;
        const { status, cancelBy, withdraw, unreadable } = orderChangeSchema.parse(body);
        if (unreadable !== undefined) order.unreadable = unreadable;
        const line = order.lines.find(({ id }) => id === withdraw);
        if (line) orders.withdraw(order, line, now());
        if (cancelBy) orders.cancel(order, cancelBy, "Huỷ khi thử nghiệm", now());
        if (status === "paid") orders.pay(order, now());
        else if (status) orders.move(order, status, now());
        world.changed();
        return orderView(order);
      },
    },
    changed: () => world.changed(),
    reset,
  });

  control.post("/requests/:track", async (context) => {
    const request = requests.find(context.req.param("track"));
    if (!request) return context.json({ error: "no such request" }, 404);
    const { review, reason } = requestChangeSchema.parse(await context.req.json());
    const carriedOut = {
      approve: () => requests.approve(request, now()),
      reject: () => requests.refuse(request, reason, now()),
      lock: () => requests.lock(request, now()),
      unlock: () => requests.unlock(request, now()),
    }[review]();
    return context.json(request, carriedOut ? 200 : 409);
  });
  control.post("/products/:product", async (context) => {
    const product = products.find(Number(context.req.param("product")));
    if (!product) return context.json({ error: "no such product" }, 404);
    const { stock: counted = [], ...wanted } = productChangeSchema.parse(await context.req.json());
    const change = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    if (Object.keys(change).length) products.change(product, change, now());
    for (const { warehouseId, units } of counted) stock.correct(product, warehouseId, units, now());
    return context.json(productView(product));
  });
  control.post("/sellers/:seller", async (context) => {
    const seller = world.state().sellers.find(({ id }) => id === Number(context.req.param("seller")));
    if (!seller) return context.json({ error: "no such seller" }, 404);
    const { active, canUpdateProduct } = sellerChangeSchema.parse(await context.req.json());
    seller.active = active ?? seller.active;
    seller.canUpdateProduct = canUpdateProduct ?? seller.canUpdateProduct;
    world.changed();
    return context.json(seller);
  });
  return control;

  function productView(product: Product) {
    return {
      ...product,
      now: latest(product),
      stock: { ...stock.now(product), saleable: stock.left(product) },
      path: publicPath(product),
      versions: undefined,
    };
  }
  function orderView(order: Order) {
    return { ...order, status: statusOf(order) };
  }
}
