import { describeSheets } from "./sheets.ts";

describeSheets("voso", {
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
  // The words of its help pages.
  states: {
    "Chờ duyệt": "new",
    "Đã duyệt": "confirmed",
    "Chờ xuất kho": "packed",
    "Đang giao": "handed-over",
    "Đã giao": "delivered",
    "Hoàn thành": "completed",
    "Đã huỷ": "cancelled",
    "Đã hoàn": "returned",
  },
  retired: true,
});
