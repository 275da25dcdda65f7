import { defineTexts } from "./text.ts";

export const contractTexts = defineTexts(
  "connector",
  { settings: "Thiếu hoặc sai cài đặt của {channel}: {names}. Hãy sửa cài đặt của tài khoản." },
  { settings: "Settings of {channel} are missing or wrong: {names}. Correct the account's settings." },
);
