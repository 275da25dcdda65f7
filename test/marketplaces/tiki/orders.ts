import { fulfillmentOf } from "./catalogue.ts";
import type { Events } from "./events.ts";
import { latest, type Products } from "./products.ts";
import type { Buyer, Confirmation, Order, OrderLine, OrderStatus } from "./state.ts";
import type { Stock } from "./stock.ts";
import type { World } from "./world.ts";

export interface WantedLine {
  readonly productId: number;
  readonly quantity: number;
}
const unpaid: readonly OrderStatus[] = ["waiting_payment", "payment_review"];
const beforeAcceptance: readonly OrderStatus[] = [...unpaid, "processing", "paid"];
const preparing: readonly OrderStatus[] = ["picking", "packaging", "finished_packing", "ready_to_ship", "holded"];
const onTheWay: readonly OrderStatus[] = ["handover_to_partner", "shipping"];
const arrived: readonly OrderStatus[] = ["delivered", "successful_delivery", "complete"];
const confirmMs = 12 * 3_600_000;

/** §7, and what an order does to stock. Stock follows an order's state; the same state twice moves nothing. */
export function createOrders(world: World, events: Events, products: Products, stock: Stock) {
  const { state, dials, random } = world;
  const find = (code: string) => state().orders.find((order) => order.code === code);

  /** Nobody buys more than is shown, in one step with taking it off sale. */
  function place(
    sellerId: number,
    wanted: readonly WantedLine[],
    how: { readonly payment: Order["payment"]; readonly buyer: Buyer },
    at: number,
  ): Order | { readonly refused: string } {
    const needed = new Map<number, number>();
    for (const { productId, quantity } of wanted) needed.set(productId, (needed.get(productId) ?? 0) + quantity);
    const [first] = wanted;
    for (const [productId, quantity] of needed) {
      const product = products.find(productId);
      if (!product || product.sellerId !== sellerId || !products.onSale(product)) return { refused: "Sản phẩm không còn bán." };
      const left = stock.left(product);
      if (!Number.isInteger(quantity) || quantity < 1) return { refused: "Số lượng không hợp lệ." };
      if (dials().sellsOnlyWhatItShows && quantity > left) return { refused: `${latest(product).name} chỉ còn ${left}.` };
    }
    const leading = first && products.find(first.productId);
    if (!leading) return { refused: "Đơn không có sản phẩm nào." };
    const backdated = dials().lagsVary ? random.below(dials().createdBackdatedMs + 1) : dials().createdBackdatedMs;
    const order: Order = {
      id: world.newId(),
      code: newCode(),
      sellerId,
      placed: at,
      created: at - backdated,
      listedAfterMs: world.lag(dials().orderListLagMs),
      fulfillment: fulfillmentOf[leading.inventoryType],
      payment: how.payment,
      buyer: how.buyer,
      lines: wanted.flatMap(({ productId, quantity }) => lineOf(productId, quantity, at)),
      history: [],
      canceled: null,
      confirmBefore: at + confirmMs,
      sellerInventoryId: null,
      pickupTime: null,
      unreadable: false,
    };
    state().orders.push(order);
    if (how.payment === "cod") {
      move(order, "processing", at);
      world.later({ at: at + world.lag(dials().acceptMs), act: "accept", code: order.code });
    } else {
      move(order, "waiting_payment", at);
      world.later({ at: at + dials().unpaidHoldMs, act: "expire", code: order.code });
    }
    return order;
  }
  function newCode(): string {
    const code = world.digits(9);
    return find(code) ? newCode() : code;
  }
  function lineOf(productId: number, quantity: number, at: number): OrderLine[] {
    const product = products.find(productId);
    if (!product) return [];
    const { name, price, promotion, originalSku } = latest(product);
    return [
      {
        id: world.newId(),
        productId,
        name,
        sku: product.sku,
        originalSku,
        inventoryType: product.inventoryType,
        price,
        discount: Math.max(0, price - (promotion ?? price)),
        quantity,
        confirmation: "waiting",
        confirmationHistory: [{ at, status: "waiting" }],
        withdrawn: null,
        taken: [],
        stock: "none",
      },
    ];
  }

  function move(order: Order, status: OrderStatus, at: number): void {
    order.history.push({ at, status });
    for (const line of order.lines) settle(order, line, at);
    const accepted = wasAccepted(order);
    const payload = { order_code: order.code, orderCode: order.code, status };
    if (status === "queueing") events.tell(order.sellerId, "ORDER_CREATED_SUCCESSFULLY", "v1", payload, at);
    if (accepted || dials().unpaidVisible) events.tell(order.sellerId, "ORDER_STATUS_UPDATED", "v1", payload, at);
    world.changed();
  }

  /** Brings a line's units to where the order's state wants them. */
  function settle(order: Order, line: OrderLine, at: number): void {
    const product = products.find(line.productId);
    if (!product) return;
    const wanted = wantedStock(order, line);
    if (line.stock === "none" && (wanted === "held" || wanted === "left")) {
      const taken = stock.hold(product, line.quantity, at);
      if (!taken) return;
      Object.assign(line, { taken, stock: "held" });
    }
    if (line.stock === "held" && wanted === "left") {
      line.stock = "left";
      stock.handOver(product, line.taken, at);
    }
    if (line.stock === "held" && wanted === "back") {
      line.stock = "back";
      const restockMs = world.lag(dials().restockMs);
      if (restockMs > 0) world.later({ at: at + restockMs, act: "restock", code: order.code, lineId: line.id });
      else stock.release(product, line.taken, at);
    }
  }
  function wantedStock(order: Order, line: OrderLine): OrderLine["stock"] {
    const status = statusOf(order);
    const heldOnTheWay = dials().heldUntil === "delivery" && onTheWay.includes(status);
    if (line.withdrawn !== null || line.confirmation === "seller_canceled") return "back";
    if (status === "canceled" || status === "closed") return "back";
    if (status === "returned" || arrived.includes(status) || (onTheWay.includes(status) && !heldOnTheWay)) return "left";
    return dials().fallsAt === "payment" && unpaid.includes(status) ? "none" : "held";
  }

  function confirmLine(line: OrderLine, status: Confirmation, at: number): void {
    line.confirmation = status;
    line.confirmationHistory.push({ at, status });
  }
  function cancel(order: Order, by: "buyer" | "seller" | "system", reason: string, at: number): boolean {
    const status = statusOf(order);
    if (![...beforeAcceptance, "queueing", ...preparing].includes(status)) return false;
    order.canceled = { at, by, reason };
    move(order, "canceled", at);
    return true;
  }
  const alive = (order: Order) =>
    order.lines.filter(({ withdrawn, confirmation }) => withdrawn === null && confirmation !== "seller_canceled");

  return {
    find,
    place,
    move,
    cancel,
    alive,
    ofSeller: (sellerId: number) => state().orders.filter((order) => order.sellerId === sellerId),
    /** The marketplace takes the order as its own; from now on its seller is told of it. */
    accept(order: Order, at: number): void {
      if (statusOf(order) === "processing" || statusOf(order) === "paid") move(order, "queueing", at);
    },
    pay(order: Order, at: number): boolean {
      if (!unpaid.includes(statusOf(order))) return false;
      move(order, "paid", at);
      if (order.lines.some((line) => line.stock === "none")) return !cancel(order, "system", "Hết hàng khi thanh toán", at);
      world.later({ at: at + world.lag(dials().acceptMs), act: "accept", code: order.code });
      return true;
    },
    expire(order: Order, at: number): void {
      if (unpaid.includes(statusOf(order))) cancel(order, "system", "Quá hạn thanh toán", at);
    },
    restock(order: Order, lineId: number, at: number): void {
      const line = order.lines.find(({ id }) => id === lineId);
      const product = line && products.find(line.productId);
      if (line && product) stock.release(product, line.taken, at);
    },
    /** Lines that are left out are declared unavailable. */
    confirm(order: Order, availableIds: ReadonlySet<number>, inventoryId: number, pickupTime: string | null, at: number): void {
      order.sellerInventoryId = inventoryId;
      order.pickupTime = pickupTime;
      for (const line of alive(order)) {
        confirmLine(line, availableIds.has(line.id) ? "seller_confirmed" : "seller_canceled", at);
        settle(order, line, at);
      }
      if (!alive(order).length) cancel(order, "seller", "Nhà bán hết hàng", at);
      else {
        order.history.push({ at, status: statusOf(order) });
        world.changed();
      }
    },
    /** The buyer takes one line back; with the last one the order is cancelled. */
    withdraw(order: Order, line: OrderLine, at: number): boolean {
      if (!alive(order).includes(line) || ![...beforeAcceptance, "queueing"].includes(statusOf(order))) return false;
      if (alive(order).length === 1) return cancel(order, "buyer", "Người mua đổi ý", at);
      line.withdrawn = at;
      settle(order, line, at);
      order.history.push({ at, status: statusOf(order) });
      world.changed();
      return true;
    },
    /** Before it left it is cancelled, after that it comes back. */
    undelivered(order: Order, reason: string, at: number): void {
      if (!cancel(order, "seller", reason, at) && onTheWay.includes(statusOf(order))) move(order, "returned", at);
    },
    /** As a reader sees it: a cancellation late, and what is not accepted yet not at all, unless the dial says so. */
    seen(order: Order, at: number): SeenOrder | undefined {
      const late = dials().cancelLagMs;
      const steps = order.history.filter((step) => step.at + (step.status === "canceled" ? late : 0) <= at);
      const last = steps.at(-1);
      const first = dials().unpaidVisible ? steps[0] : steps.find(({ status }) => status === "queueing");
      if (!last || !first) return undefined;
      return {
        status: last.status,
        updated: last.at,
        steps,
        listedFrom: first.at + order.listedAfterMs,
        lines: order.lines.filter(({ withdrawn }) => withdrawn === null || withdrawn + late > at),
      };
    },
  };
}
export type Orders = ReturnType<typeof createOrders>;

export interface SeenOrder {
  readonly status: OrderStatus;
  readonly updated: number;
  readonly steps: Order["history"];
  readonly listedFrom: number;
  readonly lines: readonly OrderLine[];
}
export function statusOf(order: Order): OrderStatus {
  return order.history.at(-1)?.status ?? "processing";
}
const wasAccepted = (order: Order): boolean => order.history.some(({ status }) => status === "queueing");
