import { z } from "zod";
import { type Marketplace, type Routes, ShopeeError, seconds } from "./gateway.ts";
import { answersPushes, pushCodes } from "./pushes.ts";

const configSchema = z.object({
  callback_url: z.url().optional(),
  set_push_config_on: z.array(z.int()).default([]),
  set_push_config_off: z.array(z.int()).default([]),
  blocked_shop_id_list: z.array(z.int()).max(500).optional(),
});
const threeDays = 3 * 86_400_000;

/** §8: where pushes go, and those that never arrived. Signed by the partner; the SDK's form for a shop is taken too. */
export function pushApi(routes: Routes, { store }: Marketplace, pushKey: string): void {
  const how = { eitherForm: true, underResponse: true };
  const lost = (at: number) => store.state.lostPushes.filter((each) => at - each.at < threeDays);

  routes.partner(
    "GET",
    "/push/get_app_push_config",
    () => {
      const { callback_url, off, blocked } = store.state.push;
      return {
        callback_url,
        live_push_status: "Normal",
        blocked_shop_id: blocked,
        push_config_on_list: pushCodes.filter((code) => !off.includes(code)),
        push_config_off_list: off,
      };
    },
    how,
  );
  routes.partner(
    "POST",
    "/push/set_app_push_config",
    async (call) => {
      const asked = await call.body(configSchema);
      if (asked.callback_url !== undefined) {
        if (!(await answersPushes(asked.callback_url, pushKey)))
          throw new ShopeeError(
            "error_param",
            "Shopee have sent a test push to this call back url, but we didn't get any response in 3 seconds with 2xx code, please check your service.",
          );
        store.state.push.callback_url = asked.callback_url;
      }
      const off = new Set([...store.state.push.off, ...asked.set_push_config_off]);
      for (const code of asked.set_push_config_on) off.delete(code);
      store.state.push.off = [...off];
      if (asked.blocked_shop_id_list) store.state.push.blocked = asked.blocked_shop_id_list;
      store.changed();
      return { result: "success" };
    },
    how,
  );
  // The earliest hundred of three days; `data` is the original message as text.
  routes.partner(
    "GET",
    "/push/get_lost_push_message",
    (call) => {
      const all = lost(call.at);
      const page = all.slice(0, 100);
      return {
        push_message_list: page.map(({ at, body }) => {
          const { shop_id = 0, code } = JSON.parse(body) as { shop_id?: number; code: number };
          return { shop_id, code, timestamp: seconds(at), data: body };
        }),
        has_next_page: all.length > page.length,
        last_message_id: page.at(-1)?.id ?? 0,
      };
    },
    how,
  );
  routes.partner(
    "POST",
    "/push/confirm_consumed_lost_push_message",
    async (call) => {
      const { last_message_id } = await call.body(z.object({ last_message_id: z.int() }));
      store.state.lostPushes = lost(call.at).filter(({ id }) => id > last_message_id);
      store.changed();
      return {};
    },
    how,
  );
}
