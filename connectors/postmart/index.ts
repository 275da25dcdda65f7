import { defineChannel } from "../contract/index.ts";
import { postmartSettingsSchema } from "./settings.ts";
import { postmartSheets } from "./sheets.ts";

/** No call ever leaves: a person carries the files. The numbers are kept for the pages that will be looked at. */
export const postmart = defineChannel({
  channel: "postmart",
  title: "Buudien.vn (Postmart)",
  settings: postmartSettingsSchema,
  policy: {
    timeoutMs: 20_000,
    rate: { requests: 1, perMs: 5_000 },
    retry: { attempts: 2, firstDelayMs: 60_000, longestDelayMs: 600_000 },
  },
  connect: (settings) => ({
    channel: "postmart",
    sheets: postmartSheets(settings),
    async checkAccount() {},
  }),
});
