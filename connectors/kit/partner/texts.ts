import { defineTexts } from "../../contract/index.ts";

export const partnerTexts = defineTexts(
  "partner",
  {
    "sign-in": "Sàn không nhận khoá kết nối. Hãy kiểm tra khoá mà chủ sàn đã cấp trong cài đặt.",
    "too-fast": "Sàn yêu cầu gọi chậm lại. Hệ thống sẽ tự tiếp tục.",
    busy: "Sàn đang bận. Hệ thống sẽ tự xem lại.",
    refused: "Sàn từ chối: {reason}. Hãy sửa lại rồi gửi.",
    garbled: "Câu trả lời của sàn không đọc được. Hãy báo người vận hành nếu còn gặp.",
    shape: "Sàn trả lời khác với thoả thuận. Hãy báo người vận hành.",
    "order-state": "Đơn hàng không còn ở trạng thái cho phép thao tác này. Hãy xem đơn trên sàn.",
    "stock-missing": "{sku}: sàn không cho biết số lượng. Hệ thống sẽ đọc lại; nếu vẫn thiếu, hãy báo người vận hành.",
    "too-many-pages": "Danh sách của sàn không có điểm dừng. Hãy báo người vận hành.",
  },
  {
    "sign-in": "The channel does not accept the key. Check the key that its owner gave, in the settings.",
    "too-fast": "The channel asks for slower calls. The system goes on by itself.",
    busy: "The channel is busy. The system looks again by itself.",
    refused: "The channel refuses: {reason}. Correct it and send it again.",
    garbled: "The channel's answer cannot be read. Tell the operator if it happens again.",
    shape: "The channel answers otherwise than agreed. Tell the operator.",
    "order-state": "The order is no longer in a state that allows this. Look at the order on the channel.",
    "stock-missing": "{sku}: the channel does not tell its stock. The system reads again; if it stays so, tell the operator.",
    "too-many-pages": "The channel's list has no end. Tell the operator.",
  },
);
