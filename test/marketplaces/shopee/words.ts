import { pageOf } from "../kit/page.ts";
import type { ItemVersion } from "./state.ts";

export const page = pageOf("Shopee");

/** Tells the fields of a listing's form apart; none is needed where there is one model at one place. */
export const fieldSuffix = ({ tiers }: Pick<ItemVersion, "tiers">, modelId: number, location = ""): string =>
  `${tiers.length ? `-${modelId}` : ""}${location ? `-${location}` : ""}`;

/** A status as a seller or a buyer reads it. */
export const statusWords: Readonly<Record<string, string>> = {
  UNPAID: "Chờ thanh toán",
  PENDING: "Chưa chuẩn bị được",
  READY_TO_SHIP: "Chờ người bán chuẩn bị hàng",
  PROCESSED: "Đã gói, chờ bưu tá lấy",
  RETRY_SHIP: "Bưu tá chưa lấy được, chờ hẹn lại",
  SHIPPED: "Đang giao",
  TO_CONFIRM_RECEIVE: "Đã giao tới người mua",
  TO_RETURN: "Người mua xin trả hàng",
  COMPLETED: "Hoàn thành",
  IN_CANCEL: "Người mua xin huỷ",
  CANCELLED: "Đã huỷ",
  NORMAL: "Đang bán",
  UNLIST: "Đã ẩn",
  REVIEWING: "Đang duyệt",
  BANNED: "Bị gỡ",
  SELLER_DELETE: "Đã xoá",
  SHOPEE_DELETE: "Sàn đã xoá",
};
export const returnWords: Readonly<Record<string, string>> = {
  REQUESTED: "chờ người bán trả lời",
  PROCESSING: "hàng đang về",
  ACCEPTED: "người bán đã nhận",
  CANCELLED: "người mua đã rút",
  JUDGING: "sàn đang xét",
  SELLER_DISPUTE: "người bán khiếu nại",
  CLOSED: "đã khép",
};
