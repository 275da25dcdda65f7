import { defineTexts } from "connectors/contract";

export const generalTexts = defineTexts(
  "general",
  {
    "unknown-code": "Hệ thống báo một việc mà bản này chưa có lời giải thích ({code}). Hãy báo người vận hành.",
    "as-written": "{sentence}",
  },
  {
    "unknown-code": "The system reports something that this version has no words for ({code}). Tell the operator.",
    "as-written": "{sentence}",
  },
);
