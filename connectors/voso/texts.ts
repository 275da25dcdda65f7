import { defineTexts } from "../contract/index.ts";

export const vosoTexts = defineTexts(
  "voso",
  {
    retired:
      "Sàn Voso được cho là đã ngừng hoạt động (chưa có xác nhận chính thức) nên không nhận việc mới; đơn hàng và trang cũ vẫn giữ. Hãy đăng ở sàn khác.",
  },
  {
    retired:
      "Voso is reported closed (not confirmed by a primary source), so it takes no new work; old orders and pages are kept. Publish on another channel.",
  },
);
