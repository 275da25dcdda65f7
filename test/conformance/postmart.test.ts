import { describeSheets } from "./sheets.ts";

describeSheets("postmart", {
  settings: {},
  columns: {
    orderId: "Mã đơn hàng",
    createdAt: "Ngày đặt",
    state: "Trạng thái",
    sku: "SKU",
    title: "Tên sản phẩm",
    quantity: "Số lượng",
    unitPrice: "Đơn giá",
  },
  states: {
    "Chờ xác nhận": "new",
    "Chờ thanh toán": "unpaid",
    "Đã xác nhận": "confirmed",
    "Đang giao": "handed-over",
    "Đã giao": "delivered",
    "Hoàn thành": "completed",
    "Đã huỷ": "cancelled",
    "Đã hoàn": "returned",
  },
  retired: false,
});
