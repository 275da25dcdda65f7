import { VirtualClock } from "../kit/clock.ts";
import { seeded } from "../kit/random.ts";
import type { PortalDials } from "./dials.ts";
import { partnerSignature } from "./partner-proof.ts";
import { type PortalPlan, portalPlans } from "./plans.ts";
import { createPortal } from "./portal.ts";

export const keys = { secret: "khoa-mo-phong-1", bellSecret: "khoa-chuong-1", pushUrl: "http://shop.test/webhooks/postmart" };

/** A portal under virtual time, and a person and a program who use it. */
export function opened(code: PortalPlan["code"] = "postmart", dials: Partial<PortalDials> = {}) {
  const clock = new VirtualClock(Date.parse("2026-11-24T02:30:00Z"));
  const portal = createPortal({ base: `/${code}`, plan: portalPlans[code], clock, random: seeded(7), partner: keys });
  Object.assign(portal.dials(), dials);
  const plan = portalPlans[code];

  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await portal.app.fetch(new Request(`http://portal.test/${code}${path}`, init));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, bytes, text: new TextDecoder().decode(bytes) };
  };
  const upload = async (kind: "listings" | "stock" | "prices", bytes: Uint8Array, sellerId = 1) => {
    const body = new FormData();
    body.set("file", new File([Buffer.from(bytes)], "tep.xlsx"));
    const told = await send(`/sellers/${sellerId}/${kind}`, { method: "POST", body, headers: { accept: "application/json" } });
    return {
      status: told.status,
      body: JSON.parse(told.text) as { rows: { row: number; sku: string; done: boolean; says: string }[]; refused?: string },
    };
  };
  const press = (path: string, fields: Record<string, string> = {}) =>
    send(path, { method: "POST", body: new URLSearchParams(fields) });

  /** A partner's call, signed as the dial asks. */
  const call = async (
    method: string,
    path: string,
    { json, key, secret = keys.secret, at = clock.now() }: { json?: object; key?: string; secret?: string; at?: number } = {},
  ) => {
    const url = new URL(`http://portal.test/${code}/partner/v1${path}`);
    const body = json === undefined ? "" : JSON.stringify(json);
    const timestamp = String(Math.floor(at / 1_000));
    const proof: Record<PortalDials["partnerScheme"], Record<string, string>> = {
      bearer: { authorization: `Bearer ${secret}` },
      api_key_header: { "x-api-key": secret },
      hmac_sha256: { "x-timestamp": timestamp, "x-signature": partnerSignature(secret, method, url, body, timestamp) },
    };
    const answer = await portal.app.fetch(
      new Request(url, {
        method,
        headers: { ...proof[portal.dials().partnerScheme], ...(key ? { "idempotency-key": key } : {}) },
        ...(body ? { body } : {}),
      }),
    );
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  };
  const onSale = (sku = "HYAAAAAAA1", units = 5) =>
    portal.shop.create(
      1,
      sku,
      {
        name: "Long nhãn Hưng Yên",
        description: "Nhãn lồng sấy.",
        price: 180_000,
        weight: 550,
        pictures: ["https://hy.example.vn/a.jpg"],
      },
      "live",
      units,
    );
  const buy = (productId: number, quantity = 1) => {
    const placed = portal.shop.place([{ productId, quantity }], {
      name: "Trần Văn Bình",
      phone: "0987654321",
      address: "Hà Nội",
    });
    if ("refused" in placed) throw new Error(placed.refused);
    return placed;
  };
  return { portal, plan, clock, send, upload, press, call, onSale, buy };
}
