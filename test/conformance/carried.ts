import { channels } from "connectors/channels";
import {
  type ChannelCode,
  ConnectorError,
  type Listing,
  listingSchema,
  type OrderState,
  type SheetFile,
  skuSchema,
} from "connectors/contract";
import { edges } from "connectors/edges";
import { readSheet, writeCsv, writeXlsx } from "connectors/sheets";
import { part } from "./suite.ts";

/** A channel that people carry files to: what its account holds, and how its order files are written. */
export interface CarriedChannel {
  /** Of an account whose files are carried both ways. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<"orderId" | "createdAt" | "state" | "sku" | "title" | "quantity" | "unitPrice", string>>;
  readonly states: Readonly<Record<string, OrderState>>;
  /** It takes no new listings. */
  readonly retired: boolean;
}
export const now = new Date("2026-03-10T02:00:00.000Z");
export const [first, second] = ["HY00000001", "HY00000002"].map((sku) => skuSchema.parse(sku)) as [
  Listing["sku"],
  Listing["sku"],
];
export const listing = (more: Partial<Listing> = {}): Listing => ({
  ...listingSchema.parse({
    sku: first,
    title: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy dẻo.",
    unit: "gói",
    packNote: "500 g",
    price: 180_000,
    weightGrams: 520,
    pictures: [{ sha256: "a".repeat(64), mediaType: "image/png", url: "https://hy.example.vn/a.png", illustration: true }],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
  }),
  ...more,
});
export const certificate = {
  stars: 4,
  decisionNumber: "1234/QĐ-UBND",
  decisionDate: "2025-01-31",
  validTo: "2028-01-31",
  simulated: false,
} as const;

/** The channel as its account's files reach it, and the files of its people. */
export function openCarried(code: ChannelCode, carried: CarriedChannel) {
  const [channel, edge] = [part(channels[code]), part(edges[code])];
  const passes: unknown[] = [];
  const connect = (settings: unknown = carried.settings, at = now) =>
    channel.connect(settings, undefined, {
      http: () => Promise.reject(new Error("a call was made")),
      gate: { pass: async (...given: unknown[]) => void passes.push(given), closeFor: () => undefined },
      now: () => at,
    });
  const sheets = () => part(connect().sheets);
  async function failure(work: () => unknown): Promise<ConnectorError> {
    try {
      await work();
    } catch (error) {
      if (error instanceof ConnectorError) return error;
      throw error;
    }
    throw new Error("it did not fail");
  }
  const writes = !carried.retired;
  const write = async (listings: readonly Listing[], quantities?: Readonly<Record<string, number>>) =>
    part(await sheets().writeListings?.(listings, quantities));
  /** The cells of a file, by the header above each. */
  async function rowsOf({ bytes }: SheetFile): Promise<Record<string, string>[]> {
    const { rows } = await readSheet(bytes);
    const header = part(rows[0]);
    return rows.slice(1).map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
  }
  const cells = (row: Record<string, string> | undefined) => Object.values(row ?? {});

  const { orderId, createdAt, state, sku, title, quantity, unitPrice } = carried.columns;
  const header = [orderId, createdAt, state, sku, title, quantity, unitPrice];
  const [word = ""] = Object.keys(carried.states);
  const row = (id: string, of: string = first, more: Readonly<Record<string, string>> = {}) => {
    const values: Record<string, string> = {
      [orderId]: id,
      [createdAt]: "09/03/2026 14:30",
      [state]: word,
      [sku]: of,
      [title]: "Long nhãn Hưng Yên",
      [quantity]: "2",
      [unitPrice]: "180.000 đ",
      ...more,
    };
    return header.map((name) => values[name] ?? "");
  };
  const asXlsx = async (rows: readonly (readonly string[])[]): Promise<SheetFile> => ({
    name: "don.xlsx",
    mediaType: "",
    bytes: await writeXlsx({ sheet: "Đơn hàng", rows: [header, ...rows] }),
  });
  const asCsv = (rows: readonly (readonly string[])[]): SheetFile => ({
    name: "don.csv",
    mediaType: "text/csv",
    bytes: writeCsv([header, ...rows]),
  });
  const read = async (rows: readonly (readonly string[])[]) => part(await sheets().readOrders?.(await asXlsx(rows)));
  const { columns } = carried;
  return {
    code,
    carried,
    channel,
    edge,
    passes,
    connect,
    sheets,
    failure,
    writes,
    write,
    rowsOf,
    cells,
    columns,
    header,
    word,
    row,
    asXlsx,
    asCsv,
    read,
  };
}
export type Carried = ReturnType<typeof openCarried>;
