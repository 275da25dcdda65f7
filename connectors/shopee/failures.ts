import { ConnectorError } from "../contract/index.ts";
import { type Failure, type FailureTable, failureError, findFailure } from "../kit/failure-table.ts";
import { busy, no, ours, signIn, slower } from "./failure-rows.ts";
import { callFailures } from "./failures-of-calls.ts";
import { itemFailures } from "./failures-of-items.ts";
import { orderFailures } from "./failures-of-orders.ts";
import { shopeeTexts } from "./texts.ts";

const { say } = shopeeTexts;

// `error_auth`, `error_param` and the reasons of a failure_list say what they mean in their sentence alone; tried in order.
const sentences: readonly (readonly [match: RegExp, failure: Failure])[] = [
  [/reserved? stock/i, no(say("reserved-stock"))],
  [/timestamp/i, ours(say("clock"))],
  [/multi warehouse|lack of location_id|location_id input|stock location/i, ours(say("location"))],
  [/different stock structure|use seller location_id/i, ours(say("stock-structure"))],
  [/holiday mode|vocation mode/i, no(say("holiday"))],
  [/full FBS|warehouse shop/i, no(say("warehouse"))],
  [/daily api call limit/i, slower(say("quota"))],
  [/rate limit|too many requests/i, slower(say("too-fast"))],
  [/(invalid|no) (access|refresh)_token/i, signIn(say("sign-in"))],
  [/(wrong|invalid|no) sign\b/i, ours(say("sign"))],
  [/partner_id or shop/i, signIn(say("sign-in"))],
  [/partner_id/i, ours(say("partner"))],
  [/shop_?id\b.*(invalid|not found)|no shop_id/i, ours(say("shop-id"))],
  [/app is deleted|authorizations have been|no permission to|permission denied/i, ours(say("restricted"))],
  [/cnsc shop not upgraded|model level dts|phone number of your shop/i, no(say("shop-state"))],
  [/being allocated/i, busy(say("order-pending"))],
  [/already been arranged/i, no(say("already-arranged"))],
  [
    /has been cancelled|not ready to ship|ready to be shipped|not TO_PROCESS|has been shipped|status is not supported/i,
    no(say("order-state")),
  ],
  [/warehouse order/i, no(say("warehouse-order"))],
  [/(can ?not|not allowed to) cancel/i, no(say("order-state"))],
  [/time ?slot|pickup(_time_id| time)/i, no(say("pickup-slot"))],
  [/(seller|sender|pickup) (address|info)|do not support pickup/i, no(say("pickup-address"))],
  [/(buyer|delivery)('s)? (address|store|delivery)|deliver address|support delivery/i, no(say("buyer-address"))],
  [/under promotion|in(_| )promotion|model is promotion|(slash|flash) sale/i, no(say("promotion"))],
  [/has models|wrong model_id|repeat model_id/i, ours(say("variations"))],
  [/(item|product)(_id)? (is )?not found/i, no(say("item-gone"))],
  [/not belong to shop/i, no(say("item-foreign"))],
  [/not support editing/i, no(say("uneditable"))],
  [/item status to normal|publish ?delisted/i, no(say("relist"))],
  [/products to UNLIST/i, no(say("launch"))],
  [/shop status invalid/i, no(say("shop-state"))],
  [/banned and reviewing/i, no(say("in-review"))],
  [/under penalty/i, no(say("penalty"))],
  [/image (is invalid|not exist)/i, ours(say("pictures"))],
  [/gtin/i, no(say("code-number"))],
  [/logistic info|logistic must/i, no(say("carrier"))],
  [/invalid attribute|attribute \w+ (is mandatory|value is invalid)/i, no(say("attributes"))],
  [/invalid category/i, no(say("category"))],
  // Last: many a refusal above also says "try later".
  [
    /try( again)? later|(system|inner|intern?al|core server) error|something wrong|time to respond|http call failed/i,
    busy(say("busy")),
  ],
];

/**
 * Every code of the pages of the calls made here (`fixtures/documented-codes.json`). A refusal is a closed list: whatever
 * is not here, or is retryable, is no answer for a write (sync-protocol, result 6).
 */
export const shopeeFailures: FailureTable = {
  broad: sentences.map(([match, failure]) => ({ match, failure })),
  exact: { ...callFailures, ...itemFailures, ...orderFailures },
};

/** `order.error_param`, `error.param` and `error_param` are one; `order.error_limit` and `error_limit` are not. */
export function shopeeCode(raw: string): string {
  const code = raw
    .trim()
    .replace(/\s*\.\s*/g, ".")
    .replace(/(^|\.)error\.(?=\w+$)/, "$1error_");
  return Object.hasOwn(shopeeFailures.exact, code) ? code : code.replace(/^.*\./, "");
}

export const shopeeFailure = (code: string, message: string): Failure | undefined =>
  findFailure(shopeeFailures, shopeeCode(code), message);

export function shopeeError(raw: string, message: string, retryAfterMs?: number): ConnectorError {
  const code = shopeeCode(raw);
  return failureError(shopeeFailures, code, code === raw ? message : `${message} (${raw})`, retryAfterMs);
}

/** Surely nothing was changed there. */
export const isRefusal = (error: ConnectorError): boolean =>
  !error.sent || shopeeFailure(error.code, error.message)?.refusal === true;
