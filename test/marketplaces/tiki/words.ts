import type { FulfillmentType } from "./catalogue.ts";
import type { Confirmation, OrderStatus, RequestState } from "./state.ts";

export const requestWords: Readonly<Record<RequestState, string>> = {
  queuing: "Đang xếp hàng",
  processing: "Đang xử lý",
  drafted: "Đã tạo nháp",
  md_awaiting_approve: "Chờ duyệt giấy tờ",
  bot_awaiting_approve: "Máy đang duyệt nội dung",
  awaiting_approve: "Chờ người duyệt",
  update_product_awaiting_approve: "Chờ duyệt thay đổi",
  locked: "Đang bị khoá",
  approved: "Đã duyệt",
  update_product_approved: "Đã duyệt thay đổi",
  rejected: "Bị từ chối",
  deleted: "Đã xoá",
};
export const orderWords: Readonly<Record<OrderStatus, string>> = {
  processing: "Đang xử lý",
  waiting_payment: "Chờ thanh toán",
  payment_review: "Đang kiểm tra thanh toán",
  paid: "Đã thanh toán",
  queueing: "Chờ nhà bán xác nhận",
  picking: "Đang lấy hàng",
  packaging: "Đang đóng gói",
  finished_packing: "Đóng gói xong",
  ready_to_ship: "Sẵn sàng giao",
  handover_to_partner: "Đã bàn giao đối tác",
  shipping: "Đang vận chuyển",
  delivered: "Đã giao",
  successful_delivery: "Giao hàng thành công",
  complete: "Hoàn thành",
  canceled: "Đã huỷ",
  closed: "Đã đóng",
  returned: "Đã trả hàng",
  holded: "Đang giữ lại",
};
export const confirmationWords: Readonly<Record<Confirmation, string>> = {
  waiting: "chờ xác nhận",
  seller_confirmed: "nhà bán đã xác nhận còn hàng",
  seller_canceled: "nhà bán báo hết hàng",
  confirmed: "đã xác nhận",
  ready_to_pick: "sẵn sàng lấy hàng",
};
export const canceledByWords = { buyer: "người mua huỷ", seller: "nhà bán huỷ", system: "sàn huỷ" } as const;
export const fulfillmentWords: Readonly<Record<FulfillmentType, string>> = {
  dropship: "Tiki lấy tại kho nhà bán",
  tiki_delivery: "Tiki giao",
  seller_delivery: "nhà bán giao",
  cross_border: "xuyên biên giới",
};
