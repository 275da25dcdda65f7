import { defineChannel } from "../contract/index.ts";
import { carriedPolicy } from "../kit/carried-policy.ts";
import { openPages } from "../kit/page.ts";
import { partnerPorts } from "../kit/partner/index.ts";
import { openSheets } from "../kit/sheet-port.ts";
import { ketnoiocopSettingsSchema, sheetsOf } from "./settings.ts";

/** A person works in its pages; files and an API are there when an account's settings hold what they need. */
export const ketnoiocop = defineChannel({
  channel: "ketnoiocop",
  title: "Kết nối OCOP (ketnoiocop.vn)",
  settings: ketnoiocopSettingsSchema,
  policy: carriedPolicy,
  rateOf: ({ partner }) => partner?.rate ?? carriedPolicy.rate,
  connect(settings, _access, outside) {
    const sheets = openSheets(sheetsOf(settings), "ketnoiocop", outside);
    return {
      channel: "ketnoiocop",
      ...(Object.keys(sheets).length ? { sheets } : {}),
      pages: openPages(settings, outside),
      async checkAccount() {},
      ...partnerPorts(settings, outside),
    };
  },
});
