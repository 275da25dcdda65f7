import { z } from "zod";
import { type Marketplace, type Routes, ShopeeError, seconds } from "./gateway.ts";

const exchangeSchema = z.object({
  code: z.string(),
  partner_id: z.int(),
  shop_id: z.int().optional(),
  main_account_id: z.int().optional(),
});
const refreshSchema = z.object({
  refresh_token: z.string(),
  partner_id: z.int(),
  shop_id: z.int().optional(),
  merchant_id: z.int().optional(),
});
const pageSchema = z.object({
  page_size: z.coerce.number().int().min(1).max(100).default(100),
  page_no: z.coerce.number().int().min(1).default(1),
});

/** §2. Fields at the top, not under `response` (§1). */
export function accessApi(routes: Routes, { store, partner, access }: Marketplace): void {
  const checkBody = (partnerId: number) => {
    if (partnerId !== partner.id) throw new ShopeeError("error_param", "partner_id in the body is not the caller's.");
  };

  routes.partner("POST", "/auth/token/get", async (call) => {
    const { code, partner_id, shop_id, main_account_id } = await call.body(exchangeSchema);
    checkBody(partner_id);
    if ((shop_id === undefined) === (main_account_id === undefined))
      throw new ShopeeError("error_param", "Exactly one of shop_id and main_account_id is needed.");
    const { shops, ...pair } = access.exchange(code, { shop: shop_id, mainAccount: main_account_id });
    return { ...pair, shop_id_list: shops, merchant_id_list: [] };
  });
  routes.partner("POST", "/auth/access_token/get", async (call) => {
    const { refresh_token, partner_id, shop_id, merchant_id } = await call.body(refreshSchema);
    checkBody(partner_id);
    if (merchant_id !== undefined) throw new ShopeeError("merchant_no_linked", "Partner and merchant has no linked.");
    if (shop_id === undefined) throw new ShopeeError("error_param", "shop_id is missing.");
    return { ...access.refresh(refresh_token, shop_id), partner_id, shop_id };
  });
  routes.partner("POST", "/public/get_token_by_resend_code", async (call) => {
    const { resend_code } = await call.body(z.object({ resend_code: z.string() }));
    const { shops, ...pair } = access.exchangeResent(resend_code);
    return { ...pair, shop_id_list: shops, merchant_id_list: [] };
  });
  // §2: when an authorisation ends can be read without a token.
  routes.partner("GET", "/public/get_shops_by_partner", (call) => {
    const { page_size, page_no } = call.query(pageSchema);
    const all = store.state.shops.flatMap(({ shop_id, authorised }) =>
      authorised && authorised.until > call.at
        ? [
            {
              region: "VN",
              shop_id,
              auth_time: seconds(authorised.at),
              expire_time: seconds(authorised.until),
              sip_affi_shop_list: [],
            },
          ]
        : [],
    );
    const end = page_no * page_size;
    return { authed_shop_list: all.slice(end - page_size, end), more: end < all.length };
  });
  routes.partner("GET", "/public/get_merchants_by_partner", () => ({ authed_merchant_list: [], more: false }));
  routes.partner("GET", "/public/get_shopee_ip_ranges", () => ({ ip_list: ["127.0.0.1"] }));
}
