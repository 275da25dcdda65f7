import { defineChannel } from "../contract/index.ts";
import { carriedPolicy } from "../kit/carried-policy.ts";
import { openPages } from "../kit/page.ts";
import { partnerPorts } from "../kit/partner/index.ts";
import { openSheets } from "../kit/sheet-port.ts";
import { postmartSettingsSchema } from "./settings.ts";

/** A person carries the files; calls leave for public pages, and for an API where the account holds a key. */
export const postmart = defineChannel({
  channel: "postmart",
  title: "Buudien.vn (Postmart)",
  settings: postmartSettingsSchema,
  policy: carriedPolicy,
  rateOf: ({ partner }) => partner?.rate ?? carriedPolicy.rate,
  connect: (settings, _access, outside) => ({
    channel: "postmart",
    sheets: openSheets(settings, "buudien", outside),
    pages: openPages(settings, outside),
    async checkAccount() {},
    ...partnerPorts(settings, outside),
  }),
});
