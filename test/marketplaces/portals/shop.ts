import { createAgenda } from "../kit/agenda.ts";
import type { Clock } from "../kit/clock.ts";
import type { SavedState } from "../kit/saved-state.ts";
import { handOverUnits, holdUnits, newShelf, releaseUnits, sellable, setUnits } from "../kit/shelf.ts";
import type { PortalPlan } from "./plans.ts";
import type { Order, OrderStatus, Product, ProductStatus, State } from "./state.ts";

/** What is told to those who asked to hear of changes. */
export type Tell = (event: "order.updated" | "listing.updated" | "stock.updated", about: string) => void;

export interface Content {
  readonly name: string;
  readonly description: string;
  readonly price: number;
  readonly weight: number;
  readonly pictures: string[];
}

const next: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ["confirmed", "cancelled"],
  confirmed: ["packed", "shipping", "cancelled"],
  packed: ["shipping", "cancelled"],
  shipping: ["delivered", "returned"],
  delivered: ["returned"],
  cancelled: [],
  returned: [],
};

/** Products, their units, and orders of one portal: the truth that its pages, sheets and API show. */
export function createShop(plan: PortalPlan, clock: Clock, saved: SavedState<State>, tell: () => Tell) {
  const state = () => saved.state;
  const dials = () => state().dials;
  const agenda = createAgenda(
    clock,
    () => state().agenda,
    ({ order: no }, at) => {
      const order = state().orders.find((each) => each.no === no);
      if (order?.status === "placed") move(order, "cancelled", at, "Quá hạn xác nhận");
    },
  );
  const newId = () => {
    state().nextId += 1;
    return state().nextId;
  };
  const find = (id: number) => state().products.find((product) => product.id === id);
  const bySku = (sellerId: number, sku: string) =>
    state().products.find((product) => product.sellerId === sellerId && product.sku === sku && product.status !== "ended");

  function changed(product: Product, at: number, event: "listing.updated" | "stock.updated" = "listing.updated"): void {
    product.changed = at;
    saved.changed();
    tell()(event, product.sku);
  }
  function move(order: Order, to: OrderStatus, at: number, reason = ""): boolean {
    if (!next[order.status].includes(to)) return false;
    const from = order.status;
    order.status = to;
    order.changed = at;
    order.reason = reason;
    const held = from !== "shipping" && from !== "delivered";
    for (const { productId, quantity } of order.lines) {
      const shelf = find(productId)?.shelf;
      if (shelf && to === "cancelled") releaseUnits(shelf, quantity, dials(), at);
      if (shelf && to === "shipping" && held) handOverUnits(shelf, quantity, dials(), at);
    }
    saved.changed();
    tell()("order.updated", order.no);
    return true;
  }

  return {
    state,
    dials,
    find,
    bySku,
    catchUp: () => agenda.run(),
    ofSeller: (sellerId: number) => state().products.filter((product) => product.sellerId === sellerId),
    ordersOf: (sellerId: number) => state().orders.filter((order) => order.sellerId === sellerId),
    left: ({ shelf }: Product) => sellable(shelf),
    isPublic: ({ status }: Product) => status === "live",

    create(sellerId: number, sku: string, content: Content, status: ProductStatus, units: number): Product {
      const at = clock.now();
      const product: Product = {
        id: newId(),
        sellerId,
        sku,
        ...content,
        status,
        reason: "",
        changed: at,
        shelf: newShelf(units, at),
      };
      state().products.push(product);
      changed(product, at);
      return product;
    },
    change(product: Product, content: Partial<Content>): void {
      Object.assign(product, content);
      changed(product, clock.now());
    },
    setStatus(product: Product, status: ProductStatus, reason = ""): void {
      product.status = status;
      product.reason = reason;
      changed(product, clock.now());
    },
    /** False where a total below what orders hold is refused. */
    setUnits(product: Product, units: number): boolean {
      const done = setUnits(product.shelf, units, dials(), clock.now());
      if (done) changed(product, clock.now(), "stock.updated");
      return done;
    },

    place(
      wanted: readonly { readonly productId: number; readonly quantity: number }[],
      buyer: Order["buyer"],
      note = "",
    ): Order | { readonly refused: string } {
      const at = clock.now();
      const lines = wanted.map(({ productId, quantity }) => ({ product: find(productId), quantity }));
      const [first] = lines;
      if (!first?.product) return { refused: "Không có sản phẩm này." };
      for (const { product, quantity } of lines) {
        if (!product || product.status !== "live") return { refused: "Sản phẩm không còn bán." };
        if (product.sellerId !== first.product.sellerId) return { refused: "Mỗi đơn chỉ có hàng của một gian hàng." };
        if (!Number.isSafeInteger(quantity) || quantity < 1) return { refused: "Số lượng phải là số nguyên từ 1." };
        const wish = lines.filter((line) => line.product === product).reduce((sum, line) => sum + line.quantity, 0);
        if (dials().sellsOnlyWhatItShows && wish > sellable(product.shelf)) return { refused: "Không đủ hàng." };
      }
      const order: Order = {
        no: `${plan.code === "voso" ? "VOSO" : "DH"}${newId()}`,
        sellerId: first.product.sellerId,
        placed: at,
        buyer,
        note,
        lines: lines.flatMap(({ product, quantity }, index) =>
          product
            ? [
                {
                  lineNo: index + 1,
                  productId: product.id,
                  sku: product.sku,
                  name: product.name,
                  quantity,
                  price: product.price,
                },
              ]
            : [],
        ),
        status: "placed",
        changed: at,
        reason: "",
        carrier: null,
        trackingNo: null,
        unreadable: false,
      };
      for (const { product, quantity } of lines) if (product) holdUnits(product.shelf, quantity, dials(), at);
      state().orders.push(order);
      if (plan.confirmMs) agenda.add({ at: at + plan.confirmMs, order: order.no });
      saved.changed();
      tell()("order.updated", order.no);
      return order;
    },
    order: (no: string) => state().orders.find((order) => order.no === no),
    canMove: (order: Order, to: OrderStatus) => next[order.status].includes(to),
    move: (order: Order, to: OrderStatus, reason = "") => move(order, to, clock.now(), reason),
    newId,
    changed: () => saved.changed(),
  };
}
export type Shop = ReturnType<typeof createShop>;

export const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "san-pham";
