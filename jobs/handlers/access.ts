import type { Handlers } from "../act-context.ts";
import { absent } from "./absent.ts";

export const accessHandlers: Handlers<"exchange-access" | "refresh-access" | "check-account"> = {
  async "exchange-access"({ grant }, { connector }) {
    return { access: await (connector.access ?? absent("access")).exchange(grant) };
  },
  async "refresh-access"({ refreshToken }, { connector }) {
    return { access: await (connector.access ?? absent("access")).refresh(refreshToken) };
  },
  async "check-account"(_act, { connector }) {
    await connector.checkAccount();
    return {};
  },
};
