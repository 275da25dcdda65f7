import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { openShopee, partner, shopId } from "./opened.ts";
import { pushSign, shopeeSign } from "./sign.ts";

describe("the signature", () => {
  const key = "zz-demo-partner-key-4f3a9c";
  const token = "6f4b2d7a5c3e1908a7b6c5d4e3f20112";
  it.each<[string, string, (string | number)[]]>([
    ["7ef01ea6114e82c1b264e34575617b2176ee6bbc35e72f266ca73614a1dc86fd", "/api/v2/shop/auth_partner", [1_767_225_600]],
    ["4faf696442a9fa2d3c454d01a96202c3a1e644ea6229a56e03b77c629b1b4370", "/api/v2/auth/token/get", [1_767_225_661]],
    [
      "ce24cf6202222be99fe946e3f5bdd1b8c421f84175554f1269aa9748b212f7ac",
      "/api/v2/product/get_item_list",
      [1_767_225_700, token, 226_100_001],
    ],
    [
      "51da188b1fedd0963782e05da0ef1544c6013144a0d143922f5dde8dd21d3c47",
      "/api/v2/product/update_stock",
      [1_767_225_800, token, 226_100_001],
    ],
    [
      "0d30a07bc70a098782176a536e3263b193325a7ccfef1bb8c297b832def16143",
      "/api/v2/media_space/upload_image",
      [1_767_225_900, token, 226_100_001],
    ],
  ])("is the document's: %s for %s", (expected, path, more) => {
    expect(shopeeSign(key, 2_000_123, path, ...more)).toBe(expected);
  });
  it("is that of the base string which guide 16 prints, under a key of ours", () => {
    expect(shopeeSign(key, "2001887/api/v2/shop/get_shop_info165571443159777174636562737266615546704c6d14701711")).toBe(
      "5795d637f521faa73cc8de85ff104d5cadeafad86ec29d89b257510acb9f4d8a",
    );
  });
  it.each([
    [
      "https://erp.example.vn/hooks/shopee",
      '{"data":{"items":[],"ordersn":"260101ABCDEFGH","status":"READY_TO_SHIP","completed_scenario":"","update_time":1767225999},"shop_id":226100001,"code":3,"timestamp":1767226000}',
      "d254849d1fc109be3aa041b15bc32b4edff7ff459cae3bfb3dabf98e068e994c",
    ],
    [
      "https://erp.example.vn/hooks/shopee",
      '{"code":0,"data":{"verify_info":"This is a Verification message.Please respond in the certain format."}}',
      "8c676bfabe4f20381638c83ca50bc843c59aba570727ee3da9a1c6c794e05d8f",
    ],
    [
      "http://www.example.com/example/uri",
      '{"shop_id": 123, "code": 1, "success": 1, "extra": "shop_id 123 is authorized successfully", "data": {"more_info": "more info"}, "timestamp": 1470198856}',
      "ab8150bb9ec77bfe762649b8e310dba1ad8a148c45ea4f1537961d5dbbaffb98",
    ],
  ])("of a push covers the address %s as it was configured and the raw body %s", (url, body, expected) => {
    expect(pushSign("zz-demo-live-push-key-77d1", url, body)).toBe(expected);
  });
  it("must hold and be younger than five minutes", async () => {
    const { shopee, clock } = openShopee();
    const ask = async (timestamp: number, key_: string) => {
      const path = "/api/v2/public/get_shops_by_partner";
      const query = `partner_id=${partner.id}&timestamp=${timestamp}&sign=${shopeeSign(key_, partner.id, path, timestamp)}`;
      const answer = (await (await shopee.app.request(`${path}?${query}`)).json()) as { error: string };
      return answer.error;
    };
    const now = Math.floor(clock.now() / 1_000);
    expect(await ask(now, partner.key)).toBe("");
    expect(await ask(now, "another")).toBe("error_sign");
    expect(await ask(now - 301, partner.key)).toBe("error_param");
  });
});

describe("tokens", () => {
  it("a code is good once and for ten minutes", async () => {
    const { shopee, asPartner, clock } = openShopee();
    const exchange = (code: string) => asPartner("POST", "/auth/token/get", { code, partner_id: partner.id, shop_id: shopId });
    const code = shopee.access.grant([shopId], 30);
    expect(await exchange(code)).toMatchObject({ error: "", expire_in: 14_400, shop_id_list: [shopId] });
    expect((await exchange(code)).error).toBe("invalid_code");
    const late = shopee.access.grant([shopId], 30);
    clock.advance(600_000);
    expect((await exchange(late)).error).toBe("invalid_code");
  });

  it("an access token ends after four hours, and five minutes after it was refreshed", async () => {
    const { signIn, refresh, asShop, clock } = openShopee();
    const first = await signIn();
    const works = async (access: string) => (await asShop(access).get("/shop/get_shop_info")).error === "";
    const second = String((await refresh(first.refresh)).access_token);
    expect([await works(first.access), await works(second)]).toEqual([true, true]);
    clock.advance(300_000);
    expect([await works(first.access), await works(second)]).toEqual([false, true]);
    clock.advance(4 * 3_600_000);
    expect((await asShop(second).get("/shop/get_shop_info")).error).toBe("invalid_acceess_token");
  });

  it("a refresh token is spent by one refresh; under FAQ 144 it gives the same pair again for four hours", async () => {
    const { signIn, refresh, dials, clock } = openShopee();
    const { refresh: token } = await signIn();
    const pair = await refresh(token);
    expect(await refresh(token)).toMatchObject({ error: "error_auth", message: "Invalid refresh_token." });
    dials.spentRefreshRepeats = true;
    expect(await refresh(token)).toMatchObject({ access_token: pair.access_token, refresh_token: pair.refresh_token });
    clock.advance(4 * 3_600_000);
    expect((await refresh(token)).error).toBe("error_auth");
  });

  it("a refresh token ends after 30 days, and with the authorisation", async () => {
    const { signIn, refresh, shopee, clock } = openShopee();
    const short = await signIn(shopId, 7);
    clock.advance(7 * 86_400_000);
    expect((await refresh(short.refresh)).error).toBe("shop_access_expired");
    const long = await signIn(shopId, 365);
    clock.advance(30 * 86_400_000);
    expect((await refresh(long.refresh)).error).toBe("refresh_token_expired");
    const gone = await signIn();
    shopee.access.revoke(shopId);
    expect((await refresh(gone.refresh)).error).toBe("error_auth");
  });

  it("of a main account serve each of its shops, and its first refresh token each of them once", async () => {
    const { shopee, asPartner, asShop, refresh, store } = openShopee();
    const shops = store.state.shops.map(({ shop_id }) => shop_id);
    const [one = 0, other = 0] = shops;
    const code = shopee.access.grant(shops, 365, store.state.mainAccount);
    const body = { code, partner_id: partner.id };
    expect((await asPartner("POST", "/auth/token/get", { ...body, main_account_id: 1 })).error).toBe("invalid_main_acount_id");
    const given = await asPartner("POST", "/auth/token/get", { ...body, main_account_id: store.state.mainAccount });
    expect(given.shop_id_list).toEqual(shops);
    expect((await asShop(String(given.access_token), other).get("/shop/get_shop_info")).error).toBe("");
    const first = String(given.refresh_token);
    const ofOne = await refresh(first, one);
    expect([ofOne.error, (await refresh(first, other)).error, (await refresh(first, one)).error]).toEqual([
      "",
      "",
      "error_auth",
    ]);
    expect((await asShop(String(ofOne.access_token), other).get("/shop/get_shop_info")).error).toBe("invalid_acceess_token");
  });

  it("lost are given again for a code that the seller sends anew", async () => {
    const { shopee, asPartner, signIn } = openShopee();
    await signIn();
    const resend_code = shopee.access.resend(shopId);
    const exchange = () => asPartner("POST", "/public/get_token_by_resend_code", { resend_code });
    expect(await exchange()).toMatchObject({ error: "", shop_id_list: [shopId] });
    expect((await exchange()).error).toBe("error_param");
  });

  it("are spoiled by the faults that say so, of the call that meets them", async () => {
    const { shopee, signIn, asShop, refresh, clock } = openShopee();
    const info = (access: string) => asShop(access).get("/shop/get_shop_info");
    const first = await signIn();
    shopee.faults.failNext("token-expired");
    expect((await info(first.access)).error).toBe("invalid_acceess_token");
    const second = await refresh(first.refresh);
    expect(second.error).toBe("");
    shopee.faults.failNext("token-rotated");
    expect((await info(String(second.access_token))).error).toBe("invalid_acceess_token");
    expect((await refresh(String(second.refresh_token))).error).toBe("error_auth");
    const third = await signIn();
    shopee.faults.failNext("clock-skew");
    expect((await info(third.access)).message).toContain("timestamp");
    shopee.faults.failNext("token-revoked");
    expect((await info(third.access)).error).toBe("invalid_acceess_token");
    clock.advance(0);
    expect((await refresh(third.refresh)).error).toBe("error_auth");
  });
});

describe("the seller's own pages", () => {
  it("take the current address unsigned and the legacy one signed", async () => {
    const { shopee, clock } = openShopee();
    const current = `/auth?partner_id=${partner.id}&auth_type=seller&redirect_uri=http://back.invalid/&response_type=code&state=s`;
    expect((await shopee.app.request(current)).status).toBe(200);
    const timestamp = Math.floor(clock.now() / 1_000);
    const sign = shopeeSign(partner.key, partner.id, "/api/v2/shop/auth_partner", timestamp);
    const legacy = (signature: string) =>
      shopee.app.request(
        `/api/v2/shop/auth_partner?partner_id=${partner.id}&timestamp=${timestamp}&sign=${signature}&redirect=http://back.invalid/`,
      );
    expect([(await legacy(sign)).status, (await legacy("0")).status]).toEqual([200, 400]);
  });
  it("send a main account back with its own id", async () => {
    const { shopee, store } = openShopee();
    const form = new URLSearchParams({ redirect_uri: "http://back.invalid/?own=1", state: "s", shop_id: "main", days: "30" });
    const answer = await shopee.app.request("/auth", { method: "POST", body: form });
    const back = new URL(answer.headers.get("location") ?? "");
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      own: "1",
      state: "s",
      main_account_id: String(store.state.mainAccount),
    });
  });
});

it("keeps sign-ins, listings and orders of a folder that the first release wrote", async () => {
  const folder = mkdtempSync(`${tmpdir()}/shopee-`);
  const version = {
    at: 1,
    item_name: "Trà hoa cúc",
    description: "Trà sấy lạnh",
    original_price: 90_000,
    item_status: "NORMAL",
    stock: 4,
    category_id: 101131,
    image_ids: [],
  };
  const item = {
    item_id: 19_000_000_002,
    shop_id: shopId,
    item_sku: "HY1",
    weight: 0.1,
    logistic_ids: [50_011],
    created: 1,
    versions: [version],
  };
  const order = {
    order_sn: "260101AAAA",
    shop_id: shopId,
    created: 2,
    updated: 2,
    cod: true,
    status: "READY_TO_SHIP",
    paid: 0,
    buyer: { name: "A", phone: "0", address: "B" },
    lines: [{ line_item_id: 3, item_id: item.item_id, item_name: "Trà hoa cúc", item_sku: "HY1", quantity: 2, price: 90_000 }],
    note: "",
    arranged: false,
    cancelReason: "",
    trackingNumber: "",
    carrier: 50_011,
    unreadable: false,
  };
  const expires = Date.parse("2030-01-01");
  const tokens = { abc: { shop_id: shopId, kind: "access", expires, spent: false } };
  writeFileSync(
    `${folder}/shopee.json`,
    JSON.stringify({ shops: [], items: [item], orders: [order], images: {}, tokens, dials: {}, nextId: 19_000_000_010 }),
  );
  const opened = openShopee({ folder });
  const { response } = await opened.asShop("abc").get("/product/get_item_base_info", { item_id_list: item.item_id });
  expect(response.item_list).toMatchObject([{ item_sku: "HY1", price_info: [{ original_price: 90_000 }] }]);
  const kept = opened.store.item(item.item_id);
  if (!kept) throw new Error("the item is gone");
  expect(opened.stockOf(kept)).toBe(4);
  const [first] = opened.store.state.orders;
  if (!first) throw new Error("the order is gone");
  opened.store.move(first, "CANCELLED", opened.clock.now());
  expect(opened.stockOf(kept)).toBe(6);
  opened.store.save();
  const again = JSON.parse(readFileSync(`${folder}/shopee.json`, "utf8")) as { shape: number };
  expect(again.shape).toBe(2);
  expect(openShopee({ folder }).store.state.orders).toHaveLength(1);
  rmSync(folder, { recursive: true });
});
