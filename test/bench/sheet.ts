import { readFileSync, writeFileSync } from "node:fs";
import { readSheet, writeCsv, writeXlsx } from "connectors/sheets";

/** One work on one sheet, in a process of its own so that its peak of memory is its alone. */
export interface SheetWork {
  readonly seconds: number;
  readonly megabytes: number;
}

const rowCount = 10_000;
const headers = [
  "Mã sản phẩm (SKU) · Tên sản phẩm · Danh mục · Thương hiệu · Xuất xứ · Chủ thể · Đơn vị tính · Quy cách · Khối lượng (g)",
  "Dài (cm) · Rộng (cm) · Cao (cm) · Giá niêm yết · Giá khuyến mại · Tồn kho · Mô tả ngắn · Mô tả chi tiết · Hạn sử dụng",
  "Hạng sao OCOP · Số quyết định · Ngày công nhận · Hiệu lực đến · Số tự công bố · Mã vạch · Bảo quản · Thành phần",
  "Cảnh báo · An toàn thực phẩm · Truy xuất nguồn gốc · Ảnh 1 · Ảnh 2 · Ảnh 3 · Ảnh 4 · Ảnh 5 · Ảnh 6 · Ảnh 7 · Ảnh 8 · Ảnh 9",
  "Video · Ghi chú",
].flatMap((some) => some.split(" · "));

/** 40 columns as a producer's sheet has them: words, numbers, days, a long text and addresses of pictures. */
const rowOf = (index: number): (string | number | null)[] => [
  `HY${String(index).padStart(8, "0")}`,
  `Long nhãn sấy dẻo Hưng Yên, mẻ ${index}`,
  "Thực phẩm > Trái cây sấy",
  `Hợp tác xã số ${index % 300}`,
  "Hưng Yên",
  `HTX Minh Họa ${index % 300}`,
  "gói",
  "500 g",
  520,
  20,
  15,
  5,
  180_000 + index,
  index % 3 ? null : 150_000,
  index % 90,
  "Nhãn lồng tuyển chọn, sấy dẻo.",
  `Mẻ ${index}. Nhãn lồng sấy dẻo của hợp tác xã, đóng gói hút chân không. `.repeat(4).trim(),
  365,
  "4 sao",
  `${index}/QĐ-UBND`,
  "31/01/2025",
  "31/01/2028",
  `${index}/TCB/2025`,
  `893${String(index).padStart(10, "0")}`,
  "Nơi khô ráo, dưới 25 °C",
  "Long nhãn 100 %",
  null,
  `ATTP-${index}`,
  `https://sim.invalid/truy-xuat/${index}`,
  ...Array.from({ length: 9 }, (_, picture) => `https://sim.invalid/anh/${index}/${picture + 1}.jpg`),
  null,
  "Giá minh hoạ",
];

const [, , work = "", file = ""] = process.argv;
const rows =
  work.startsWith("write") || work === "rows" ? [headers, ...Array.from({ length: rowCount }, (_, index) => rowOf(index))] : [];
const bytes = work.startsWith("read") || work === "bytes" ? new Uint8Array(readFileSync(file)) : new Uint8Array();
const began = performance.now();
let made: Uint8Array | undefined;
let read = rowCount + 1;
if (work === "write-xlsx") made = await writeXlsx({ sheet: "Niêm yết", rows });
else if (work === "write-csv") made = writeCsv(rows);
else if (work.startsWith("read")) {
  const sheet = await readSheet(bytes);
  read = sheet.problems.length ? -1 : sheet.rows.filter((row) => row.length >= headers.length).length;
}
const seconds = (performance.now() - began) / 1_000;
if (read !== rowCount + 1) throw new Error(`${work}: ${read} whole rows of ${rowCount + 1} came back`);
if (made) writeFileSync(file, made);
process.send?.({ seconds, megabytes: process.resourceUsage().maxRSS / 1_024 } satisfies SheetWork);
