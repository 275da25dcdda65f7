import { defineTexts } from "connectors/contract";

export const jobsTexts = defineTexts(
  "jobs",
  {
    picture: "Chưa tải được ảnh sản phẩm. Hệ thống sẽ tự thử lại.",
    "no-connector": "Chưa có kết nối cho sàn {channel}. Hãy báo người vận hành.",
  },
  {
    picture: "The product's picture could not be fetched. The system tries again by itself.",
    "no-connector": "There is no connector for {channel} yet. Tell the operator.",
  },
);
