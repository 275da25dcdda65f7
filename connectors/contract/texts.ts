import { defineTexts } from "./text.ts";

export const contractTexts = defineTexts(
  "connector",
  {
    settings: "Thiếu hoặc sai cài đặt của {channel}: {names}. Hãy sửa cài đặt của tài khoản.",
    gate: "Đã đến giới hạn số lần gọi sang sàn. Hệ thống chờ rồi tự làm tiếp.",
  },
  {
    settings: "Settings of {channel} are missing or wrong: {names}. Correct the account's settings.",
    gate: "The limit of calls to the channel is reached. The system waits and goes on by itself.",
  },
);
