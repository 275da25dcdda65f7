import { pushEachBy } from "../push-each.ts";
import { partnerTexts } from "./texts.ts";

export const pushEach = pushEachBy((error) =>
  error.kind === "rejected" ? (error.says ?? partnerTexts.say("refused", { reason: error.code })) : undefined,
);
