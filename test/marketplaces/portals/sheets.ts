import type { Clock } from "../kit/clock.ts";
import { readCsvFile, writeCsvFile } from "./csv-file.ts";
import type { PortalPlan } from "./plans.ts";
import type { Shop } from "./shop.ts";
import type { Upload } from "./state.ts";
import { readXlsxFile, writeXlsxFile } from "./xlsx-file.ts";

type Row = Upload["rows"][number];
type Cells = ReadonlyMap<string, string>;

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** A seller's files as the portal takes and gives them. */
export function createSheets(plan: PortalPlan, shop: Shop, clock: Clock) {
  function listingRow(sellerId: number, cells: Cells): { done: boolean; says: string } {
    const { listing } = plan;
    const sku = cells.get(listing.sku)?.trim();
    const name = cells.get(listing.name)?.trim() ?? "";
    const price = whole(cells.get(listing.price));
    const weight = whole(cells.get(listing.weight));
    const stockText = cells.get(listing.stock)?.trim() ?? "";
    const units = whole(stockText);
    const pictures = [...cells]
      .filter(([header]) => /^Ảnh( \d)?$/.test(header))
      .flatMap(([, text]) => text.split(/[\n,]/))
      .map((text) => text.trim())
      .filter(Boolean);
    const no = (says: string) => ({ done: false, says });
    if (!sku) return no("Thiếu mã sản phẩm.");
    if (!name || Array.from(name).length > 120) return no("Tên sản phẩm cần 1–120 ký tự.");
    if (!price) return no("Giá phải là số nguyên lớn hơn 0.");
    if (!weight) return no("Khối lượng phải là số nguyên lớn hơn 0.");
    if (stockText && units === undefined) return no("Tồn kho phải là số nguyên từ 0.");
    if (!pictures.length) return no("Cần ít nhất một ảnh.");
    const content = { name, description: cells.get(listing.description) ?? "", price, weight, pictures };
    const known = shop.bySku(sellerId, sku);
    if (known) {
      shop.change(known, content);
      if (units !== undefined) shop.setUnits(known, units);
      return { done: true, says: "Đã cập nhật." };
    }
    shop.create(sellerId, sku, content, shop.dials().review === "none" ? "live" : "submitted", units ?? 0);
    return { done: true, says: shop.dials().review === "none" ? "Đã đăng." : "Chờ sàn duyệt." };
  }
  function numberRow(sellerId: number, kind: "stock" | "prices", cells: Cells): { done: boolean; says: string } {
    const known = shop.bySku(sellerId, cells.get(plan.listing.sku)?.trim() ?? "");
    if (!known) return { done: false, says: "Không có sản phẩm với mã này." };
    const number = whole(cells.get(kind === "stock" ? plan.listing.stock : "Giá niêm yết") ?? cells.get(plan.listing.price));
    if (number === undefined || (kind === "prices" && number === 0)) return { done: false, says: "Số không hợp lệ." };
    if (kind === "prices") shop.change(known, { price: number });
    else if (!shop.setUnits(known, number)) return { done: false, says: "Thấp hơn số đang giữ cho đơn." };
    return { done: true, says: "Đã cập nhật." };
  }

  return {
    /** Answers each row; a bad one keeps back none of the others. Throws for a file that is no sheet of this kind. */
    upload(sellerId: number, kind: Upload["kind"], fileName: string, bytes: Uint8Array): Upload {
      const rows = bytes[0] === 0x50 && bytes[1] === 0x4b ? readXlsxFile(bytes) : readCsvFile(bytes);
      const headerAt = rows.findIndex((row) => row.includes(plan.listing.sku));
      const header = rows[headerAt];
      if (!header) throw new Error(`Không thấy cột “${plan.listing.sku}”.`);
      const answers = rows.slice(headerAt + 1).map((row, index): Row => {
        const cells: Cells = new Map(header.map((name, column) => [name, row[column] ?? ""]));
        const answer = kind === "listings" ? listingRow(sellerId, cells) : numberRow(sellerId, kind, cells);
        return { row: headerAt + index + 2, sku: cells.get(plan.listing.sku) ?? "", ...answer };
      });
      const upload: Upload = { id: shop.newId(), sellerId, kind, at: clock.now(), fileName, rows: answers };
      shop.state().uploads = [...shop.state().uploads.slice(-20), upload];
      shop.changed();
      return upload;
    },
    orders(sellerId: number, type: "xlsx" | "csv"): Uint8Array {
      const { title, headers, money, moment } = plan.order;
      const rows = shop
        .ordersOf(sellerId)
        .flatMap((order) =>
          order.lines.map((line) => [
            order.no,
            order.unreadable ? "hôm nào đó" : moment(order.placed),
            moment(order.changed),
            plan.words[order.status],
            line.sku,
            line.name,
            line.quantity,
            money(line.price),
            order.buyer.name,
            order.buyer.phone,
            order.buyer.address,
          ]),
        );
      return write(type, [...(title ? [[title]] : []), [...headers], ...rows]);
    },
    stock(sellerId: number, type: "xlsx" | "csv"): Uint8Array {
      const taken = plan.order.moment(clock.now());
      const rows = shop
        .ofSeller(sellerId)
        .filter(({ status }) => status !== "ended")
        .map((product) => [product.sku, shop.left(product), product.shelf.held, taken]);
      return write(type, [[...plan.stock], ...rows]);
    },
  };
}
export type Sheets = ReturnType<typeof createSheets>;

const write = (type: "xlsx" | "csv", rows: (string | number)[][]) =>
  type === "xlsx" ? writeXlsxFile(rows) : writeCsvFile(rows);
