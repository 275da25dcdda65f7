import { z } from "zod";
import { type Order, orderSchema, orderStateSchema, type Problem, type Reading } from "../contract/index.ts";
import type { SheetRows } from "../sheets/index.ts";
import { fewProblems } from "./few-problems.ts";
import { type OrderRow, orderFromRows } from "./order-from-rows.ts";
import { fold, readInstant, readWhole, usualForms } from "./order-sheet-forms.ts";
import { aliasSchema, findColumns } from "./sheet-columns.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

export const orderFields = [
  "orderId",
  "lineId",
  "createdAt",
  "changedAt",
  "paidAt",
  "shipBy",
  "state",
  "sku",
  "productId",
  "title",
  "quantity",
  "cancelledQuantity",
  "returnedQuantity",
  "unitPrice",
  "total",
  "shippingFee",
  "buyerName",
  "buyerPhone",
  "buyerAddress",
  "buyerProvince",
  "buyerCommune",
  "note",
] as const;
export type OrderField = (typeof orderFields)[number];

/** How a channel's order file names and writes things: accents, case and spaces do not count. */
export const orderProfileSchema = z.strictObject({
  columns: z.partialRecord(z.enum(orderFields), z.array(aliasSchema).min(1)),
  states: z.record(z.string(), orderStateSchema),
  dateOrder: z.enum(["day-first", "month-first"]).default(usualForms.dateOrder),
  thousands: z.enum(["either", "point", "comma"]).default(usualForms.thousands),
  /** A row without an order's number goes on with the order above, as where a file merges cells. */
  rowsContinue: z.boolean().default(false),
  /** A new order that is not confirmed so long after it was placed cancels itself there. */
  confirmWithinHours: z.int().positive().optional(),
});
export type OrderProfile = z.infer<typeof orderProfileSchema>;

const needed: readonly OrderField[] = ["orderId", "createdAt", "sku", "quantity", "unitPrice"];

/**
 * Orders of a sheet; rows of one order are its lines. A row that cannot be read is a problem with its number and its column,
 * and holds back its own order alone: half an order would reserve half its stock. An unknown SKU stays as it is written.
 */
export function readOrderRows(sheet: SheetRows, profile: OrderProfile): Reading<Order> {
  const found = findColumns(sheet, profile.columns, needed, say("orders-no-header"));
  if ("problems" in found) return { items: [], problems: found.problems };
  const problems: Problem[] = [...sheet.problems];
  const states = new Map(Object.entries(profile.states).map(([word, state]) => [fold(word), state]));

  const orders = new Map<string, { row: number; rows: OrderRow[]; broken: boolean }>();
  let above: Pick<OrderRow, "createdAt" | "state"> & { id: string | undefined; stateWord: string | undefined } = {
    id: undefined,
    createdAt: undefined,
    state: undefined,
    stateWord: undefined,
  };
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= found.headerAt || !cells.some(Boolean)) continue;
    const row = sheet.numbers[index] ?? index + 1;
    const text = (field: OrderField) => cells[found.places.get(field) ?? -1]?.trim() || undefined;
    const continues = profile.rowsContinue && !text("orderId");
    const id = continues ? above.id : text("orderId");
    const faults: Problem[] = [];
    const fault = (field: OrderField, said: ReturnType<typeof say>) => faults.push({ ...said, field, row, raw: cells });
    const value = (field: OrderField) => ({ row, value: text(field) ?? "" });
    const whole = (field: OrderField) => readWhole(text(field), profile);
    const moment = (field: OrderField) => readInstant(text(field), profile);
    if (!id) {
      fault("orderId", say("orders-no-id", { row }));
      problems.push(...faults);
      continue;
    }

    const inherits = continues && text("createdAt") === undefined;
    const createdAt = inherits ? above.createdAt : moment("createdAt");
    const stateWord = text("state") ?? (continues ? above.stateWord : undefined);
    const state = stateWord === undefined ? "new" : states.get(fold(stateWord));
    const quantity = whole("quantity");
    const unitPrice = whole("unitPrice");
    const sku = text("sku");
    above = { id, createdAt, state, stateWord };
    if (!createdAt) fault("createdAt", say("orders-created-at", value("createdAt")));
    if (quantity === undefined || quantity < 1) fault("quantity", say("orders-quantity", value("quantity")));
    if (unitPrice === undefined) fault("unitPrice", say("orders-unit-price", value("unitPrice")));
    if (!state) fault("state", say("orders-state", { row, value: stateWord ?? "" }));
    if (!sku) fault("sku", say("orders-no-sku", { row }));
    for (const field of ["cancelledQuantity", "returnedQuantity"] as const)
      if (text(field) !== undefined && (whole(field) ?? Number.POSITIVE_INFINITY) > (quantity ?? 0))
        fault(field, say("orders-quantity", value(field)));

    const entry = orders.get(id) ?? { row, rows: [], broken: false };
    orders.set(id, entry);
    problems.push(...faults);
    if (faults.length || !sku || !quantity || unitPrice === undefined) {
      entry.broken = true;
      continue;
    }
    // What no unit of stock hangs on is told and left out; the order comes all the same.
    for (const field of ["total", "shippingFee"] as const)
      if (text(field) !== undefined && whole(field) === undefined)
        problems.push({ ...say("orders-aside", { ...value(field), field }), field, row });
    for (const field of ["changedAt", "paidAt", "shipBy"] as const)
      if (text(field) !== undefined && !moment(field))
        problems.push({ ...say("orders-aside", { ...value(field), field }), field, row });
    entry.rows.push({
      createdAt,
      state,
      stateWord,
      lineId: text("lineId"),
      sku,
      productId: text("productId"),
      title: text("title"),
      quantity,
      unitPrice,
      cancelledQuantity: whole("cancelledQuantity"),
      returnedQuantity: whole("returnedQuantity"),
      changedAt: moment("changedAt"),
      paidAt: moment("paidAt"),
      shipBy: moment("shipBy"),
      total: whole("total"),
      shippingFee: whole("shippingFee"),
      buyer: {
        name: text("buyerName"),
        phone: text("buyerPhone"),
        address: text("buyerAddress"),
        province: text("buyerProvince"),
        commune: text("buyerCommune"),
      },
      note: text("note"),
    });
  }

  const items: Order[] = [];
  for (const [id, { row, rows, broken }] of orders) {
    if (broken) continue;
    const order = orderFromRows(id, rows, profile.confirmWithinHours);
    const read = "twice" in order ? undefined : orderSchema.safeParse(order);
    if (read?.success) items.push(read.data);
    else if ("twice" in order)
      problems.push({ row, field: "lineId", ...say("orders-line-twice", { order: id, line: order.twice }) });
    else
      problems.push({
        row,
        ...say("orders-invalid", {
          order: id,
          fields: (read?.error.issues ?? []).map((issue) => issue.path.join(".")).join(", "),
        }),
      });
  }
  return { items, problems: fewProblems(problems) };
}
