import { formatCount } from "./format/vnd.ts";

/** A share as the backend gives it; without basis points there was nothing to share. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly basisPoints?: number | undefined;
}

const share = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

/** Rounded down by the backend: 100 % is said only when it is all of them. */
export const formatShare = (basisPoints: number): string => `${share.format(basisPoints / 100)}\u00a0%`;

export type Column = "official" | "reported";

export const columnWords: Record<Column, { readonly title: string; readonly none: string; readonly meaning: string }> = {
  official: {
    title: "Chính thức (mức A)",
    none: "chưa có chứng nhận mức A",
    meaning: "Sản phẩm có giấy chứng nhận với số quyết định, còn hiệu lực vào ngày đã chọn.",
  },
  reported: {
    title: "Theo nguồn công khai",
    none: "chưa có sản phẩm theo nguồn công khai",
    meaning: "Sản phẩm được báo chí hoặc cổng thông tin nhà nước đưa tin, có thể còn hiệu lực; không cộng vào số chính thức.",
  },
};

/** Said whole, for those who read only the sentence: `12/41 (29,26 %)`. */
export function shareText(figure: Share, column: Column): string {
  if (figure.basisPoints === undefined) return columnWords[column].none;
  return `${formatCount(figure.numerator)}/${formatCount(figure.denominator)} (${formatShare(figure.basisPoints)})`;
}

const channels: Readonly<Record<string, string>> = {
  postmart: "Postmart",
  voso: "Voso",
  ketnoiocop: "Kết nối OCOP",
  shopee: "Shopee",
  tiki: "Tiki",
  lazada: "Lazada",
};
export const channelName = (code: string): string => channels[code] ?? code;
export const channelChoices = Object.entries(channels).map(([value, text]) => ({ value, text }));

const states: Readonly<Record<string, string>> = {
  open: "đang mở",
  "retired-unconfirmed": "có tin đã ngừng, chưa xác nhận",
  retired: "đã ngừng",
};
export const channelStateText = (state: string): string => states[state] ?? state;

const readings: Readonly<Record<string, { readonly title: string; readonly rule: string }>> = {
  any: { title: "Ít nhất một sàn", rule: "đang bán trên ít nhất một trong sáu sàn" },
  "as-written": {
    title: "Theo câu chữ của quy định",
    rule: "đang bán trên cả Postmart và Voso, hoặc trên ít nhất một trong Kết nối OCOP, Shopee, Tiki, Lazada",
  },
  pair: { title: "Cả Postmart và Voso", rule: "đang bán trên cả Postmart và Voso" },
  "both-kinds": {
    title: "Cả hai nhóm sàn",
    rule: "đang bán trên ít nhất một trong Postmart, Voso và ít nhất một trong bốn sàn còn lại",
  },
  "every-open": { title: "Mọi sàn đang mở", rule: "đang bán trên mọi sàn đang mở vào ngày đó" },
};
export const readingChoices = Object.entries(readings).map(([value, { title }]) => ({ value, text: title }));
export const readingTitle = (key: string): string => readings[key]?.title ?? key;
export const readingRule = (key: string): string => readings[key]?.rule ?? "theo quy tắc đã ghi trong hệ thống";

const statuses: Readonly<Record<string, string>> = {
  none: "chưa có chứng nhận",
  "not-yet": "chưa đến ngày hiệu lực",
  active: "còn hiệu lực",
  expiring: "sắp hết hạn",
  extended: "được gia hạn chờ trả lời",
  expired: "hết hạn",
  superseded: "đã có giấy mới thay",
  revoked: "đã thu hồi",
};
export const certificateStatusText = (status: string): string => statuses[status] ?? status;

const levels: Readonly<Record<string, string>> = { district: "cấp huyện", province: "cấp tỉnh", ministry: "cấp trung ương" };
export const issuingLevelText = (level: string): string => levels[level] ?? level;

const evidence: Readonly<Record<string, string>> = {
  A: "mức A: giấy chứng nhận",
  B1: "mức B1: báo chí, cổng nhà nước",
  B2: "mức B2: hội đồng chấm điểm",
  C: "mức C: trang của người bán",
};
export const evidenceText = (level: string): string => evidence[level] ?? level;

export interface Sighting {
  readonly channel: string;
  readonly live: boolean;
}

/** What one look says today: `live` names the channels whose newest look still counts. */
export function sightingText(seen: Sighting, live: readonly string[]): string {
  if (!seen.live) return "không thấy bán";
  return live.includes(seen.channel) ? "đang bán" : "chưa kiểm tra lại";
}
