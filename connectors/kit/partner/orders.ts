import {
  ConnectorError,
  type Instant,
  type Order,
  type OrderPort,
  type OrderState,
  type Problem,
} from "../../contract/index.ts";
import { readEach } from "../read-each.ts";
import type { PartnerClient } from "./client.ts";
import { orderFromPartner } from "./order-from-partner.ts";
import type { PartnerPlan } from "./settings.ts";
import { partnerTexts } from "./texts.ts";
import { doneSchema, nextToken, ourNames, partnerOrderSchema, partnerPageSchema } from "./wire.ts";

const mostPages = 500;
const mostPasses = 4;

interface Pass {
  readonly orders: ReadonlyMap<string, Order>;
  readonly problems: readonly Problem[];
  readonly rows: number;
  readonly total: number | undefined;
}

export function partnerOrders(client: PartnerClient, plan: PartnerPlan): OrderPort {
  const { paths, names } = plan;
  async function page(updatedSince: Instant, token: string | undefined) {
    const query = { updated_since: updatedSince, page_token: token };
    const answer = await client.call("GET", paths.orders, { query, urgency: "stock" }, partnerPageSchema);
    const rows = answer.items.map((row) => ourNames(row, names.order));
    const read = readEach(rows, partnerOrderSchema, (row) => orderFromPartner(row, plan), nameOf);
    return { ...read, rows: rows.length, total: answer.total ?? undefined, next: nextToken(answer, token) };
  }

  /** Every page once. An order that moved to a later page is there twice; the newer reading of it counts. */
  async function pass(since: Instant): Promise<Pass> {
    const orders = new Map<string, Order>();
    const problems: Problem[] = [];
    let rows = 0;
    let token: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const read = await page(since, token);
      for (const order of read.items) {
        const known = orders.get(order.id);
        if (!known || known.changedAt <= order.changedAt) orders.set(order.id, order);
      }
      problems.push(...read.problems);
      rows += read.rows;
      if (!read.next) return { orders, problems, rows, total: read.total };
      token = read.next;
    }
    throw new ConnectorError("unexpected", "pages", "The list of orders has no end", {
      says: partnerTexts.say("too-many-pages"),
    });
  }

  async function get(orderId: string): Promise<Order> {
    const path = paths.order.replace("{order}", encodeURIComponent(orderId));
    const order = await client.call("GET", path, { urgency: "stock" }, doneSchema);
    try {
      return orderFromPartner(partnerOrderSchema.parse(ourNames(order, names.order)), plan);
    } catch (error) {
      throw new ConnectorError("unexpected", "order", `Order ${orderId}: ${error instanceof Error ? error.message : "?"}`, {
        says: partnerTexts.say("shape"),
      });
    }
  }

  /** Read before it is asked for: an order that is there already, or further, counts as done. */
  async function tell(orderId: string, path: string, json: unknown, done: readonly OrderState[]): Promise<void> {
    if (done.includes((await get(orderId)).state)) return;
    try {
      const at = path.replace("{order}", encodeURIComponent(orderId));
      await client.call("POST", at, { json, urgency: "stock", idempotencyKey: `${at}` }, doneSchema);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== "rejected") throw error;
      if (done.includes((await get(orderId)).state)) return;
      throw new ConnectorError("rejected", error.code, error.message, { cause: error, says: partnerTexts.say("order-state") });
    }
  }

  return {
    async list({ changedSince, cursor }) {
      const { items, problems, next } = await page(changedSince, cursor);
      return { items, problems, ...(next ? { nextCursor: next } : {}) };
    },
    /**
     * The owner lists by change alone, and no order changed before it was created. Read to its end where its count agrees;
     * without a count, or with another, where two passes show the same (sync-protocol §4).
     */
    async listCreated({ createdSince }) {
      let last = await pass(createdSince);
      let complete = isWhole(last);
      for (let passes = 1; !complete && passes < mostPasses; passes += 1) {
        const next = await pass(createdSince);
        complete = next.total === undefined ? sameOrders(last, next) : isWhole(next);
        last = next;
      }
      const items = [...last.orders.values()].filter(({ createdAt }) => createdAt >= createdSince);
      return { items: items.toSorted(byCreation), problems: last.problems, complete };
    },
    get,
    accept: (orderId) => tell(orderId, paths.ack, {}, beyond("confirmed")),
    ship: (orderId) => tell(orderId, paths.ship, plan.carrier ? { carrier: plan.carrier } : {}, beyond("handed-over")),
    cancel: (orderId, reason) => tell(orderId, paths.cancel, { reason }, ["cancelled"]),
  };
}

const way: readonly OrderState[] = ["confirmed", "packed", "handed-over", "delivered", "completed"];
const beyond = (state: OrderState) => way.slice(way.indexOf(state));

const isWhole = ({ total, rows, orders, problems }: Pass) =>
  total !== undefined && rows === total && orders.size + problems.length === rows;
const sameOrders = (one: Pass, other: Pass) =>
  one.rows === other.rows &&
  one.orders.size === other.orders.size &&
  [...one.orders.keys()].every((id) => other.orders.has(id));
const byCreation = (one: Order, other: Order) => {
  const [first, second] = [`${one.createdAt} ${one.id}`, `${other.createdAt} ${other.id}`];
  return first < second ? -1 : Number(first > second);
};
const nameOf = (row: unknown) => partnerOrderSchema.pick({ order_no: true }).safeParse(row).data?.order_no;
