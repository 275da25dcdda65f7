import type { ConnectorErrorKind, Text } from "../contract/index.ts";
import type { Failure, FailureTable } from "../kit/failure-table.ts";
import { shopeeTexts } from "./texts.ts";

const { say } = shopeeTexts;

const failure =
  (kind: ConnectorErrorKind, owner: Failure["owner"], refusal?: true) =>
  (says: Text): Failure => ({ kind, owner, says, ...(refusal ? { refusal } : {}) });

const signIn = failure("auth", "seller");
const ours = failure("validation", "operator", true);
const no = failure("rejected", "seller", true);
const busy = failure("retryable", "nobody");

const again = signIn(say("sign-in"));
const promotion = no(say("promotion"));
const tryLater = busy(say("busy"));

/**
 * Codes of the API pages' error lists, without the module prefix. A refusal is a closed list: whatever is not here, or is
 * retryable, is no answer for a write (sync-protocol, result 6).
 */
export const shopeeFailures: FailureTable = {
  broad: [
    {
      match: /reserved stock/i,
      failure: no(say("reserved-stock")),
    },
    {
      match: /timestamp/i,
      failure: failure("validation", "operator", true)(say("clock")),
    },
    {
      match: /multi warehouse|lack of location_id/i,
      failure: ours(say("many-warehouses")),
    },
  ],
  exact: {
    invalid_acceess_token: again,
    invalid_access_token: again,
    error_auth: again,
    error_shop_refresh_token: again,
    refresh_token_expired: again,
    shop_access_expired: again,
    shop_no_linked: again,
    partner_shop_no_link: again,
    invalid_code: signIn(say("code-spent")),
    shop_banned: signIn(say("shop-banned")),
    error_sign: ours(say("sign")),
    error_param: ours(say("data")),
    error_data: ours(say("data")),
    error_shop: ours(say("shop-id")),
    error_item_not_found: no(say("item-gone")),
    error_item_not_belong_shop: no(say("item-foreign")),
    error_permission: ours(say("permission")),
    error_api_permission: ours(say("permission")),
    error_api_call_restricted: ours(say("restricted")),
    api_suspended: ours(say("suspended")),
    source_ip_undeclared: ours(say("address")),
    error_partner_key_expired: ours(say("key-expired")),
    error_kyc_auth: ours(say("kyc")),
    error_rate_limit: failure("rate-limited", "nobody")(say("too-fast")),
    error_limit: failure("rate-limited", "nobody")(say("quota")),
    error_network: tryLater,
    error_server: tryLater,
    error_inner: tryLater,
    error_system_busy: tryLater,
    error_update_price_fail: tryLater,
    error_unlist_item_failed: tryLater,
    error_busi_update_stock_failed: tryLater,
    error_cannt_edit_stock_in_promotion: promotion,
    error_promotion_cantnot_update_stock: promotion,
    error_model_update_stock_model_in_promotion: promotion,
    error_cannt_edit_price_in_promotion: promotion,
    error_in_item_promotion_item_price_lock: promotion,
    error_cannot_update_price_in_promotion: promotion,
    error_cannt_unlisted_in_promotion: promotion,
    error_in_item_promotion_unlsit_lock: promotion,
    error_unlist_in_promotion: promotion,
    error_busi_cannot_delist_reviewing_or_banned_item: no(say("in-review")),
    error_item_uneditable: no(say("uneditable")),
    error_seller_under_penalty: no(say("penalty")),
    error_category_is_block: no(say("category")),
    error_holiday_mode_change_stock: no(say("holiday")),
    error_edit_item_stock_for_item_has_model: ours(say("variations")),
    error_edit_item_price_for_item_has_model: ours(say("variations")),
    error_wms_shop_block_upate_stock: no(say("warehouse")),
    error_status_limit: no(say("order-state")),
    order_list_invalid_time: ours(say("window")),
  },
};
