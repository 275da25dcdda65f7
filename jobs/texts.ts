import { defineTexts } from "connectors/contract";

export const jobsTexts = defineTexts(
  "jobs",
  {
    picture: "Chưa tải được ảnh sản phẩm. Hệ thống sẽ tự thử lại.",
    "no-connector": "Chưa có kết nối cho sàn {channel}. Hãy báo người vận hành.",
    "no-sheet": "Gian hàng này chưa có mẫu cho loại tệp đó. Hãy báo người vận hành thêm mẫu vào cài đặt gian hàng.",
  },
  {
    picture: "The product's picture could not be fetched. The system tries again by itself.",
    "no-connector": "There is no connector for {channel} yet. Tell the operator.",
    "no-sheet": "This shop has no template for such a file. Ask the operator to add one to the shop's settings.",
  },
);
