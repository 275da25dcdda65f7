import { describeSheets } from "./sheets.ts";

describeSheets("ketnoiocop", {
  settings: { takesSheets: true },
  columns: {
    orderId: "Mã đơn hàng",
    createdAt: "Ngày đặt",
    state: "Trạng thái",
    sku: "SKU",
    title: "Tên sản phẩm",
    quantity: "Số lượng",
    unitPrice: "Đơn giá",
  },
  states: { "Chờ xác nhận": "new", "Đang giao": "handed-over", "Hoàn thành": "completed", "Đã huỷ": "cancelled" },
  retired: false,
});
