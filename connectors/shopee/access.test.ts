import { describe, expect, it } from "vitest";
import { type Access, ConnectorError, instant, type RawAccess } from "../contract/index.ts";
import { readShopeeAccess } from "./access.ts";
import { access, scripted } from "./fixtures/scripted-shopee.ts";

const raw = (body: unknown, more: Partial<RawAccess> = {}): RawAccess => ({
  status: 200,
  body: typeof body === "string" ? body : JSON.stringify(body),
  receivedAt: instant("2026-01-10"),
  ...more,
});
// shopee §2, with words of ours for the tokens.
const exchanged = {
  access_token: "access-one",
  refresh_token: "refresh-one",
  expire_in: 14_344,
  request_id: "r",
  error: "",
  message: "",
  shop_id_list: [220_001],
  merchant_id_list: [1_001_705],
};
const portOf = (given: ReturnType<typeof scripted>) => {
  if (!given.connector.access) throw new Error("no access port");
  return given.connector.access;
};
const failing = (work: () => unknown): ConnectorError => {
  try {
    work();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error("did not fail");
};

describe("the answer of the token calls", () => {
  it("has its fields at the top; the life counts from when it came", () => {
    const read: Access = readShopeeAccess(raw(exchanged));
    expect(read).toEqual({
      accessToken: "access-one",
      refreshToken: "refresh-one",
      expiresAt: "2026-01-10T03:59:04.000Z",
      shopId: "220001",
    });
  });

  it("may print a moment instead of a duration", () => {
    expect(readShopeeAccess(raw({ ...exchanged, expire_in: 1_768_010_400 })).expiresAt).toBe("2026-01-10T02:00:00.000Z");
  });

  it("of many shops is the one that was asked for, never the first", () => {
    const many = { ...exchanged, shop_id_list: [33_142, 46_154] };
    expect(readShopeeAccess(raw(many, { shopId: "46154" })).shopId).toBe("46154");
    expect(readShopeeAccess(raw(many)).shopId).toBeUndefined();
    expect(failing(() => readShopeeAccess(raw(many, { shopId: "7" })))).toMatchObject({ kind: "auth", code: "other-shop" });
  });

  it.each([
    [{ error: "invalid_code", message: "The code is expired" }, "auth"],
    [{ error: "error_auth", message: "Invalid refresh_token." }, "auth"],
    [{ error: "shop_access_expired", message: "Your access to shop has expired." }, "auth"],
    [{ error: "error_server", message: "error server" }, "retryable"],
    [{ error: "error_brand_new", message: "?" }, "unexpected"],
    [{ ...exchanged, refresh_token: "" }, "unexpected"],
    ["<html>", "unexpected"],
    ["[1]", "unexpected"],
    ["", "unexpected"],
  ])("grants nothing when it is %j", (body, kind) => {
    expect(failing(() => readShopeeAccess(raw(body))).kind).toBe(kind);
  });

  it("never shows a token in an error", () => {
    const error = failing(() => readShopeeAccess(raw({ ...exchanged, expire_in: "soon" })));
    expect(JSON.stringify([error.message, error.says, String(error.cause)])).not.toContain("one");
  });
});

describe("signing in", () => {
  it.each([
    ["a shop", { code: "c", shop_id: "220001" }, {}, "auth/token/get", { code: "c", partner_id: 2_000_123, shop_id: 220_001 }],
    [
      "a main account",
      { code: "c", main_account_id: "9" },
      { shopId: 220_001 },
      "auth/token/get",
      { code: "c", partner_id: 2_000_123, main_account_id: 9 },
    ],
    [
      "a code sent again",
      { code: "resend5a4d", shop_id: "1" },
      {},
      "public/get_token_by_resend_code",
      { resend_code: "resend5a4d" },
    ],
    ["a code sent again", { resend_code: "resend5a4d" }, {}, "public/get_token_by_resend_code", { resend_code: "resend5a4d" }],
  ])("with %s asks once, as the application, and gives the answer as it came", async (_, query, settings, path, body) => {
    const given = scripted(() => ({ whole: `${JSON.stringify(exchanged)} ` }), { settings, access: null });
    const answer = await portOf(given).exchange({ query });
    expect(answer).toMatchObject({ status: 200, body: `${JSON.stringify(exchanged)} ` });
    expect(given.asked).toMatchObject([{ method: "POST", path, body }]);
    expect([...(given.asked[0]?.query.keys() ?? [])].toSorted()).toEqual(["partner_id", "sign", "timestamp"]);
    expect(readShopeeAccess(answer).shopId).toBe("220001");
  });

  it("spends no code while it is not known which shop is meant", async () => {
    const given = scripted(() => undefined, { access: null });
    for (const query of [{}, { code: "c" }, { code: "c", main_account_id: "9" }])
      await expect(portOf(given).exchange({ query })).rejects.toMatchObject({ kind: "validation", sent: false });
    expect(given.asked).toEqual([]);
  });

  it("again renews the shop's own pair, once, and without the old access", async () => {
    const given = scripted(() => ({ whole: { ...exchanged, shop_id: 220_001 } }));
    await portOf(given).refresh("refresh");
    expect(given.asked).toMatchObject([
      { path: "auth/access_token/get", body: { refresh_token: "refresh", partner_id: 2_000_123, shop_id: 220_001 } },
    ]);
    expect(given.asked[0]?.query.has("access_token")).toBe(false);
  });

  it("is not repeated when there is no answer, and the token is not told", async () => {
    const given = scripted(() => ({ silent: true }));
    await expect(portOf(given).refresh("refresh-secret")).rejects.toSatisfy(
      (error: ConnectorError) => error.kind === "retryable" && !`${error.message}${error.stack}`.includes("refresh-secret"),
    );
    expect(given.asked).toHaveLength(1);
  });
});

describe("an account", () => {
  it.each([
    [{ region: "VN", status: "NORMAL" }, undefined],
    [{ region: "VN", status: "FROZEN" }, "auth"],
    [{ region: "VN", status: "BANNED" }, "auth"],
    [{ region: "SG", status: "NORMAL" }, "validation"],
  ])("of a shop that is %j can be used: %s", async (shop, kind) => {
    const { connector } = scripted(() => ({ whole: { error: "", message: "", request_id: "r", ...shop } }));
    const checked = connector.checkAccount().then(
      () => undefined,
      (error: ConnectorError) => error.kind,
    );
    expect(await checked).toBe(kind);
  });

  it("asks nothing before it has signed in", async () => {
    const { connector, asked } = scripted(() => ({}), { access: null });
    await expect(connector.checkAccount()).rejects.toMatchObject({ kind: "auth", sent: false });
    expect(asked).toEqual([]);
  });

  it.each([
    [{ status: 429 }, "rate-limited", 1_000, [1_000]],
    [{ error: "error_rate_limit", message: "Too many requests." }, "rate-limited", 1_000, [1_000]],
    // 2026-01-10 08:00 in Shopee's day: 16 hours to go for the whole application.
    [{ error: "error_limit", message: "reached the daily API call limit" }, "rate-limited", 57_600_000, [57_600_000]],
    [{ status: 503, whole: "<html>" }, "retryable", undefined, []],
    [{ status: 403, whole: "<html>blocked</html>" }, "unexpected", undefined, []],
    [{ status: 200, whole: "" }, "unexpected", undefined, []],
    [{ whole: { error: "", response: { more: "perhaps" } } }, "unexpected", undefined, []],
    [{ error: "common.error_auth", message: "Invalid access_token." }, "auth", undefined, []],
    [{ silent: true }, "retryable", undefined, []],
  ] as const)("meets %j as %s", async (answer, kind, retryAfterMs, closed) => {
    const { connector, closings, asked } = scripted(() => answer);
    await expect(connector.orders?.list({ changedSince: instant("2026-01-09") })).rejects.toMatchObject({ kind, retryAfterMs });
    expect(closings).toEqual(closed);
    expect(asked).toHaveLength(1);
  });

  it("keeps its access and its signature out of every message", async () => {
    const answers = [{ status: 500 }, { silent: true }, { whole: "x" }, { error: "who_knows", message: "?" }] as const;
    for (const answer of answers) {
      const { connector, asked } = scripted(() => answer, { access: { ...access, accessToken: "access-secret" } });
      const error = await connector.checkAccount().catch((failure: Error) => failure);
      expect(error).toBeInstanceOf(ConnectorError);
      const told = error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)}` : "";
      expect(told).not.toContain("access-secret");
      expect(told).not.toContain(asked[0]?.query.get("sign"));
    }
  });
});
