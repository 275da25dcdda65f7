import { defineTexts } from "connectors/contract";

export const accountTexts = defineTexts(
  "accounts",
  {
    "no-channel": "Chưa có kết nối cho sàn {channel}. Hãy chọn sàn khác.",
    "no-producer": "Không có chủ thể này. Hãy chọn chủ thể trong danh sách.",
    setting: "Cài đặt “{field}” thiếu hoặc sai ({why}). Hãy sửa rồi lưu lại.",
    "key-lost": "Không mở được cài đặt cũ vì thiếu khoá mã hoá. Hãy thêm lại khoá vào CREDENTIAL_KEY rồi thử lại.",
  },
  {
    "no-channel": "There is no connector for {channel} yet. Choose another channel.",
    "no-producer": "There is no such producer. Choose one from the list.",
    setting: "The setting “{field}” is missing or wrong ({why}). Correct it and save again.",
    "key-lost":
      "The old settings cannot be opened: their credential key is missing. Put it back into CREDENTIAL_KEY and try again.",
  },
);
