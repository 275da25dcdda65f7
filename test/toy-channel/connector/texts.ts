import { defineTexts } from "connectors/contract";

export const toyTexts = defineTexts(
  "toy",
  {
    key: "Chợ quê không nhận khoá của sạp. Hãy chép lại khoá trong cài đặt tài khoản.",
    "too-fast": "Chợ quê yêu cầu gọi chậm lại. Hệ thống sẽ tự tiếp tục.",
    "name-too-long": "Tên hàng dài quá {most} ký tự. Hãy viết ngắn lại.",
    "sku-taken": "Sạp đã có món hàng mang mã này. Hãy xem món đang có trên chợ.",
    gone: "Chợ quê không còn món hàng hoặc đơn này ở trạng thái ấy. Hãy xem lại trên chợ.",
    shape: "Chợ quê trả lời khác tài liệu. Hãy báo người vận hành.",
  },
  {
    key: "Chợ quê does not take the stall's key. Copy it again in the account's settings.",
    "too-fast": "Chợ quê asks for slower calls. The system goes on by itself.",
    "name-too-long": "The name has more than {most} characters. Shorten it.",
    "sku-taken": "The stall already has goods with this SKU. Look at the goods that are there.",
    gone: "The market no longer has these goods or this order in that state. Look at the market.",
    shape: "Chợ quê answers otherwise than its document says. Tell the operator.",
  },
);
