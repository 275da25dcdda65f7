import type { ConnectorErrorKind, Text } from "../contract/index.ts";
import type { Failure, FailureTable } from "../kit/failure-table.ts";
import { lazadaTexts } from "./texts.ts";

const { say } = lazadaTexts;

const failure =
  (kind: ConnectorErrorKind, owner: Failure["owner"], refusal?: true) =>
  (says: Text): Failure => ({ kind, owner, says, ...(refusal ? { refusal } : {}) });

const signIn = failure("auth", "seller");
const ours = failure("validation", "operator", true);
const no = failure("rejected", "seller", true);
const busy = failure("retryable", "nobody");
const fast = failure("rate-limited", "nobody");

const campaignStock = no(say("campaign-stock"));
const sold = failure("rejected", "nobody", true)(say("sold"));
const locked = no(say("locked"));
/** Neither yes nor no: the look that follows an unknown create finds the product. */
const skuUsed = busy(say("sku-used"));

/** Codes of the calls' own pages and of lazada §1; the names are what Lazada writes instead of a number in `detail`. */
const rows: readonly (readonly [Failure, string])[] = [
  [signIn(say("sign-in")), "IllegalAccessToken IllegalRefreshToken"],
  [signIn(say("market-app")), "AUTH_TYPE_UNSUPPORTED"],
  [signIn(say("code-spent")), "InvalidCode"],
  [ours(say("sign")), "IncompleteSignature"],
  [ours(say("app-key")), "InvalidAppKey InvalidApiPath"],
  [ours(say("address")), "AppWhiteIpLimit"],
  [
    ours(say("data")),
    "MissingParameter InvalidParameter 5 30 200 202 205 206 1001 4132 4152 THD_INVENTORY_ERR_INV_PARAM_ILLEGAL",
  ],
  [ours(say("data")), "203 204 4171 4127 THD_IC_F_IC_SCENE_PUBLISH_012 4150 SELLER_SKU_INVALID 4193 4216 E0001"],
  [fast(say("too-fast")), "ApiCallLimit 901"],
  [fast(say("quota")), "AppCallLimit"],
  [busy(say("campaign-off")), "998"],
  [busy(say("busy")), "ServiceTimeout 6 SYSTEM_ERROR 106 304 502 506 513 1000 40011 700024 GET_LOCK_FAILED E0006"],
  [busy(say("busy")), "4147 THD_IC_ERR_F_IC_SERVICE_EDIT_002 4154 SYS_REQUEST_TOO_FAST 4159 IC_EXCEPTION"],
  [campaignStock, "4170"],
  [sold, "212 INV_NEGATIVE_SELLABLE"],
  [skuUsed, "4105 BIZ_CHECK_SELLER_SKU_DUPLICATE 4126 THD_IC_F_IC_INFRA_PRODUCT_036 4135 THD_IC_ERR"],
  [skuUsed, "4141 THD_IC_ERR_F_IC_INFRA_PRODUCT_036"],
  [failure("unexpected", "operator")(say("no-reason")), "500 501 503 504"],
  [no(say("attribute")), "1 4108 CHK_BASIC_REQUIRED 4110 BIZ_CHECK_CAT_PROP_MANDATORY 4125 THD_IC_F_IC_DOMAIN_PROPERTY_002"],
  [no(say("attribute")), "4167 THD_IC_ERR_F_IC_DOMAIN_PROPERTY_002"],
  [no(say("attribute-value")), "4106 CHK_CATPROP_CPV_INPUT_SIZE_LIMIT 4107 CHECK_CAT_PROP_INVALID_NUMBER 10002"],
  [no(say("attribute-value")), "4111 CHK_CATPROP_CPV_TEXT_REPEAT 4115 CHK_CATPROP_CPV_NOT_ENUM"],
  [no(say("attribute-value")), "4120 CHK_CATPROP_CPV_MAX_LEGNTH 4140 CHK_ENUM_PROP_VALUE_NOT_IN_OPTION"],
  [no(say("attribute-value")), "4161 VARIATION_CATEGORY_ATTRIBUTE_INVALID"],
  [no(say("category")), "57 201 4134 CHK_CATEGORY_ID_NOT_LEAF_CATEGORY 4227 4228"],
  [ours(say("variations")), "209 4109 CHK_SKU_PROPS_NOT_MATCH_SALE_PROP 4112 CHK_SKU_PROPS_DUPLICATE 4133"],
  [ours(say("variations")), "4113 CHK_SKU_PROPS_NOT_IDENTICAL 4122 BIZ_CHECK_VIRTUAL_BUNDLE_SKU_SUB_OVER_LIMIT"],
  [ours(say("variations")), "4143 BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID 4144 BIZ_CHECK_SKU_NOT_CONTAIN_SALEPROP"],
  [ours(say("variations")), "4145 BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT 4146 BIZ_CHECK_SALEPROP_NOT_SUPPORT_THUMBNAIL"],
  [ours(say("variations")), "4153 THD_IC_ERR_FC_IC_SKU_IMAGE_001 BIZ_CHECK_TOTAL_SALE_PROP_MAX_ITEMS"],
  [ours(say("picture-foreign")), "4138 BIZ_CHECK_EXIST_OUTER_IMAGE"],
  [no(say("picture-missing")), "4139 BIZ_CHECK_MAIN_IMAGE_REQUIRE"],
  [no(say("picture-twice")), "4116 BIZ_CHECK_MAIN_IMAGE_DUPLICATE 4158 THD_IC_ERR_F_DOMAIN_IMAGE_00_01_003"],
  [no(say("many-pictures")), "4169 CHK_IMAGE_MAX_ITEMS"],
  [no(say("picture-unfit")), "300 301 302 303"],
  [no(say("price")), "4104 BIZ_CHECK_PRICE_PRECISION_INVALID 4121 BIZ_CHECK_SPECIAL_PRICE_PRECISION_INVALID 10006"],
  [no(say("price")), "4114 BIZ_CHECK_PRICE_SAMPLE_NON_ZERO 4118 BIZ_CHECK_PRICE_IS_ZERO"],
  [no(say("price")), "4117 BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE 4119 BIZ_CHECK_SPECIAL_PRICE_RATE_OUT_OF_RANGE"],
  [no(say("price")), "4157 BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE"],
  [no(say("brand")), "4130 BIZ_CHECK_OFFICIAL_STORE_BRAND_UNAUTHORIZED 4142 THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY 4156"],
  [no(say("brand")), "4168 BIZ_CHECK_BRAND_PERMISSION_TIER_TWO"],
  [no(say("policy")), "512 4123 BIZ_CHECK_MANGROVE_RULE 4124 BIZ_CHECK_MANGROVE_RULE_QC 4151 BIZ_CHECK_MTEE_RULE_QC"],
  [no(say("policy")), "4131 BIZ_CHECK_CAT_PROP_SENSITIVE_WORDS 4163 BIZ_CHECK_RESTRICTED_CATEGORY"],
  [no(say("policy")), "4221 BIZ_CHECK_MTEE_RISK_RULE_TRIGGER_MTEE_RISK_RULE_TRIGGER_ERROR"],
  [no(say("characters")), "4129 BIZ_CHECK_PROP_SPECIAL_CHAR"],
  [no(say("title-refused")), "4160 THD_IC_ERR_F_PRODUCT_00_15_004"],
  [no(say("package")), "4149 BIZ_CHECK_PACKAGE_DECIMAL_INVALID 4164 BIZ_CHECK_MAX_PACKAGE_WEIGHT"],
  [no(say("package")), "4165 BIZ_CHECK_MAX_PACKAGE_DIMENISIONS"],
  [no(say("gtin")), "4166 THD_IC_ERR_F_IC_INFRA_SPU_036"],
  [locked, "4128 THD_IC_F_IC_DOMAIN_ACTOR_006 4155 BIZ_CHECK_NO_EDIT_ITEM_LOCK 4162 THD_IC_ERR_F_IC_ABILITY_PG 4218 4225"],
  [no(say("full")), "4148 BIZ_CHECK_ITEM_HAS_REACH_LIMIT THD_APPROVAL_RULE_CENTER_ERR_PRE_QC_LISTING_LIMIT_ERROR"],
  [no(say("item-gone")), "207 208 4136 SELLER_SKU_NOT_FOUND 4137 ITEM_NOT_FOUND EDIT_ITEM_NOT_BELONG_SELLER E0002 E0003"],
  [no(say("shop-state")), "SellerNotActive SellerNotVerified Mp3SellerApiLimit"],
  [no(say("off-sale")), "E0004"],
  [ours(say("reading")), "14 17 19 36 38 56 70 74 75"],
  [no(say("order-gone")), "16 37 39 102 115 122 123 124 700020 ORDER_ITEM_NOT_FOUND_OR_NOT_BELONG_DIGITAL"],
  [no(say("order-gone")), "700021 ORDER_NOT_FOUND 700025 ORDER_ITEM_NOT_FOUND"],
  [no(say("order-state")), "105 131 600002 700000 PACKAGE_STATUS_NOT_ALLOW_TO_OP 700026 FO_ITEM_NOT_ALLOW_TO_PACK"],
  [no(say("order-unready")), "700031 ITEM_NOT_READY_TO_FULFILL"],
  [no(say("order-warehouse")), "700029 ITEM_MUST_BELONG_SAME_WAREHOUSE"],
  [no(say("order-not-ours")), "700023 PICKUP_IN_STORE_NO_SUPPORT 700027 NOT_SUPPORT_FBL_TO_PACK"],
  [no(say("order-not-ours")), "700028 NOT_SUPPORT_PACK_UP_IN_STORE_TO_PACK 700030 NOT_SUPPORT_DG_SERVICE_TO_PACK"],
  [no(say("carrier")), "700001 DBS_SHIPMENT_PROVIDER_CODE_NOT_EXITS 700016 NOT_AVAILABLE_NTFS_3PL"],
  [no(say("carrier")), "700033 TRANSFERRING_WAREHOUSE_PROVIDER"],
  [busy(say("carrier")), "1003 E1003_3PL_ALLOCATION_FAIL"],
  [
    ours(say("data")),
    "104 116 117 118 700004 PARAM_ILLEGAL 700013 OP_NOT_SUPPORT 700017 PARAM_IS_NULL 700018 PARAM_SIZE_ERROR",
  ],
  [ours(say("data")), "700019 PARAM_MIN_ERROR 700022 BATCH_SIZE_OUT_OF_LIMIT 700032 SELLER_NOT_FOUND"],
];

/**
 * A refusal is a closed list: whatever is not here, or is retryable, is no answer for a write (sync-protocol, result 6).
 * The umbrella codes 500, 501, 503 and 504 say nothing by themselves; their `detail` does.
 */
export const lazadaFailures: FailureTable = {
  broad: [
    { match: /channel inventory|may not decrease stock/i, failure: campaignStock },
    { match: /sellable (inventory|quantity)?\s*cannot be negative|INV_NEGATIVE_SELLABLE/i, failure: sold },
    // What /product/remove says of a SKU that is gone comes under 503 without a detail.
    { match: /\bsku (is )?not (found|exist)/i, failure: no(say("item-gone")) },
    { match: /outer ?id already exists|seller_?sku (is )?(duplicate|repeat)/i, failure: skuUsed },
    { match: /edit was blocked by tag|under campaign participation|THD_IC_ERR_F_IC_ABILITY_PG/i, failure: locked },
  ],
  exact: Object.fromEntries(rows.flatMap(([row, codes]) => codes.split(" ").map((code) => [code, row] as const))),
};

export const umbrellaCodes: ReadonlySet<string> = new Set(["500", "501", "503", "504"]);

/** Said before any row of a batch is looked at, so a no for every one of them. */
export const wholeCallCodes: ReadonlySet<string> = new Set(
  "IncompleteSignature MissingParameter InvalidParameter InvalidAppKey InvalidApiPath AppWhiteIpLimit 5 30 204 1001 4132 4171 SellerNotActive SellerNotVerified Mp3SellerApiLimit".split(
    " ",
  ),
);
