import { ConnectorError, defineChannel } from "../contract/index.ts";
import { carriedPolicy } from "../kit/carried-policy.ts";
import { openPages } from "../kit/page.ts";
import { openSheets } from "../kit/sheet-port.ts";
import { vosoSettingsSchema } from "./settings.ts";
import { vosoTexts } from "./texts.ts";

const refuse = () =>
  Promise.reject(
    new ConnectorError("rejected", "retired", "Voso is reported closed and takes no new listings", {
      sent: false,
      says: vosoTexts.say("retired"),
    }),
  );

/** Reported closed, unconfirmed: nothing new is written, what was sold and shown there can still be read. */
export const voso = defineChannel({
  channel: "voso",
  title: "Voso (Vỏ Sò)",
  settings: vosoSettingsSchema,
  policy: carriedPolicy,
  connect: (settings, _access, outside) => ({
    channel: "voso",
    // A sheet of stock stays, so that what may still be on sale there can be taken off.
    sheets: { ...openSheets(settings, "voso", outside), writeListings: refuse, writeOffers: refuse },
    pages: openPages(settings, outside),
    async checkAccount() {},
  }),
});
