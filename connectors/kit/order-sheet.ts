import { z } from "zod";
import {
  type Instant,
  instant,
  type Order,
  type OrderLine,
  type OrderState,
  orderSchema,
  orderStateSchema,
  type Problem,
  type Reading,
  type Text,
} from "../contract/index.ts";
import type { SheetRows } from "../sheets/index.ts";
import { kitTexts } from "./texts.ts";

const { say } = kitTexts;

export const orderFields = [
  "orderId",
  "lineId",
  "createdAt",
  "changedAt",
  "state",
  "sku",
  "title",
  "quantity",
  "unitPrice",
  "buyerName",
  "buyerPhone",
  "buyerAddress",
  "note",
] as const;
type OrderField = (typeof orderFields)[number];

/** How a channel's order file names things: accents, case and spaces do not count. */
export const orderProfileSchema = z.strictObject({
  columns: z.partialRecord(z.enum(orderFields), z.array(z.string().min(1)).min(1)),
  states: z.record(z.string(), orderStateSchema),
});
export type OrderProfile = z.infer<typeof orderProfileSchema>;

const needed: readonly OrderField[] = ["orderId", "createdAt", "sku", "quantity", "unitPrice"];

/**
 * Orders of a sheet; rows of one order are its lines. A row that cannot be read is a problem with its number and its column,
 * and holds back its own order alone: half an order would reserve half its stock.
 */
export function readOrderRows(sheet: SheetRows, profile: OrderProfile): Reading<Order> {
  const problems: Problem[] = [...sheet.problems];
  const names = new Map<string, OrderField>();
  for (const field of orderFields)
    for (const alias of profile.columns[field] ?? []) if (!names.has(fold(alias))) names.set(fold(alias), field);

  const headerAt = sheet.rows.findIndex((row) => row.filter((cell) => names.has(fold(cell))).length >= 3);
  const header = sheet.rows[headerAt];
  if (!header) {
    if (!problems.length) problems.push(say("orders-no-header"));
    return { items: [], problems };
  }
  const places = new Map<OrderField, number>();
  for (const [place, cell] of header.entries()) {
    const field = names.get(fold(cell));
    if (field && !places.has(field)) places.set(field, place);
  }
  const missing = needed.filter((field) => !places.has(field));
  if (missing.length)
    return {
      items: [],
      problems: missing.map((field) => ({
        field,
        ...say("orders-no-column", { header: profile.columns[field]?.[0] ?? field }),
      })),
    };

  const orders = new Map<string, { readonly lines: OrderLine[]; readonly first: Omit<Order, "lines"> }>();
  const broken = new Set<string>();
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= headerAt) continue;
    const row = index + 1;
    const text = (field: OrderField) => cells[places.get(field) ?? -1]?.trim() || undefined;
    const note = (field: OrderField, text: Text) => problems.push({ ...text, field, row, raw: cells });
    const value = (field: OrderField) => ({ row, value: text(field) ?? "" });

    const id = text("orderId");
    if (!id) {
      note("orderId", say("orders-no-id", { row }));
      continue;
    }
    const known = orders.get(id);
    const createdAt = readInstant(text("createdAt"));
    const quantity = readWhole(text("quantity"));
    const unitPrice = readWhole(text("unitPrice"));
    const state = stateOf(profile, text("state"));
    const sku = text("sku");
    const before = problems.length;
    if (!createdAt) note("createdAt", say("orders-created-at", value("createdAt")));
    if (quantity === undefined || quantity < 1) note("quantity", say("orders-quantity", value("quantity")));
    if (unitPrice === undefined) note("unitPrice", say("orders-unit-price", value("unitPrice")));
    if (!state) note("state", say("orders-state", value("state")));
    if (!sku) note("sku", say("orders-no-sku", { row }));
    if (!createdAt || !quantity || unitPrice === undefined || !state || !sku || problems.length > before) {
      broken.add(id);
      continue;
    }
    const entry = known ?? { lines: [], first: orderHead(id, state, createdAt, text) };
    const repeat = entry.lines.filter((line) => line.sellerSku === sku).length;
    entry.lines.push({
      id: text("lineId") ?? (repeat ? `${sku}-${repeat + 1}` : sku),
      sellerSku: sku,
      title: text("title") ?? sku,
      quantity,
      cancelledQuantity: 0,
      returnedQuantity: 0,
      unitPrice: unitPrice as OrderLine["unitPrice"],
    });
    orders.set(id, entry);
  }

  const items: Order[] = [];
  for (const [id, { first, lines }] of orders) {
    if (broken.has(id)) continue;
    const read = orderSchema.safeParse({ ...first, lines });
    if (read.success) items.push(read.data);
    else
      problems.push({
        row: id,
        ...say("orders-invalid", {
          order: id,
          fields: read.error.issues.map((issue) => issue.path.join(".")).join(", "),
        }),
      });
  }
  return { items, problems };
}

function orderHead(
  id: string,
  state: OrderState,
  createdAt: Instant,
  text: (field: OrderField) => string | undefined,
): Omit<Order, "lines"> {
  const buyer = { name: text("buyerName"), phone: text("buyerPhone"), address: text("buyerAddress") };
  return {
    id,
    state,
    channelState: text("state") ?? "",
    createdAt,
    changedAt: readInstant(text("changedAt")) ?? createdAt,
    buyer,
    note: text("note"),
  };
}

const stateOf = (profile: OrderProfile, word: string | undefined): OrderState | undefined =>
  word === undefined ? "new" : Object.entries(profile.states).find(([alias]) => fold(alias) === fold(word))?.[1];

/** `1.234.567 đ`, `1,234,567`, `120000.0`: whole numbers as people and programs write them. */
export function readWhole(text: string | undefined): number | undefined {
  const bare = (text ?? "").replace(/\s|đ|₫|vnd|vnđ/giu, "").replace(/([.,])0{1,2}$/, "");
  if (/^\d+$/.test(bare)) return safe(Number(bare));
  if (/^\d{1,3}(\.\d{3})+$/.test(bare) || /^\d{1,3}(,\d{3})+$/.test(bare)) return safe(Number(bare.replace(/[.,]/g, "")));
  return undefined;
}
const safe = (number: number) => (Number.isSafeInteger(number) ? number : undefined);

/** Days first, as Viet Nam writes them, or ISO; a time without a zone is Viet Nam's (UTC+7). */
export function readInstant(text: string | undefined): Instant | undefined {
  const read =
    /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})(?:[ T](?<time>\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text ?? "") ??
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[ T](?<time>\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text ?? "");
  if (!read?.groups) {
    const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text ?? "") ? Date.parse(text ?? "") : Number.NaN;
    return Number.isNaN(zoned) ? undefined : instant(zoned);
  }
  const { year, month, day, time = "00:00" } = read.groups as Record<"year" | "month" | "day", string> & { time?: string };
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const [hour = "0", minute = "00", second = "00"] = time.split(":");
  const at = Date.parse(`${iso}T${hour.padStart(2, "0")}:${minute}:${second}+07:00`);
  // 31/02 would silently become March.
  if (Number.isNaN(at) || new Date(at + 7 * 3_600_000).toISOString().slice(0, 10) !== iso) return undefined;
  return instant(at);
}

const fold = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
