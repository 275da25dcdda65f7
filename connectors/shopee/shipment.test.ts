import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answered, type Asked, scripted, settings } from "./fixtures/scripted-shopee.ts";
import { shopeeSettingsSchema } from "./settings.ts";
import { wayToShip } from "./way-to-ship.ts";
import { shopeeShippingParameterSchema } from "./wire-orders.ts";

const order = z.looseObject({}).parse(JSON.parse(readFileSync(new URL("./fixtures/order.json", import.meta.url), "utf8")));
const id = "260101ABCDEFGH";
interface Parcel {
  readonly status?: string;
  readonly arranged?: boolean;
}
/** One order with its parcels; `ship` answers each ship_order. */
function shopOf(
  order_status: string,
  parcels: readonly Parcel[] = [{ arranged: false }],
  more: { ship?: Answered; info?: unknown; order?: object } = {},
) {
  const numbers = parcels.map((_, index) => `P${index}`);
  return ({ path }: Asked): Answered | undefined => {
    if (path === "order/get_order_detail")
      return {
        response: {
          order_list: [
            { ...order, order_status, package_list: numbers.map((package_number) => ({ package_number })), ...more.order },
          ],
        },
      };
    if (path === "order/get_package_detail")
      return {
        response: {
          package_list: parcels.map(({ status = "LOGISTICS_READY", arranged }, index) => ({
            package_number: numbers[index],
            fulfillment_status: status,
            ...(arranged === undefined ? {} : { is_shipment_arranged: arranged }),
          })),
        },
      };
    if (path === "logistics/get_shipping_parameter") return { response: more.info ?? { info_needed: { dropoff: [] } } };
    return more.ship ?? {};
  };
}
const run = async (work: Promise<void> | undefined) => {
  const error = await (work ?? Promise.resolve()).then(
    () => undefined,
    (failure: { kind: string; sent: boolean; says?: { code: string } }) => failure,
  );
  return error && { kind: error.kind, sent: error.sent, says: error.says?.code };
};
const posts = (asked: readonly Asked[]) =>
  asked.filter(({ method }) => method === "POST").map(({ path, body }) => ({ path, body }));
const pack = async (shop: (asked: Asked) => Answered | undefined) => {
  const { connector, asked } = scripted(shop);
  return { failure: await run(connector.orders?.pack?.(id)), sent: posts(asked).map(({ body }) => body) };
};

describe("arranging a shipment", () => {
  it("sends one call, without a parcel's number for an order that is one parcel", async () => {
    expect(await pack(shopOf("READY_TO_SHIP"))).toEqual({ failure: undefined, sent: [{ order_sn: id, dropoff: {} }] });
  });

  it("sends a call for each parcel of a split order that is not arranged yet", async () => {
    const parcels = [
      { arranged: true },
      { arranged: false },
      { status: "LOGISTICS_REQUEST_CREATED" },
      { status: "LOGISTICS_REQUEST_CANCELED" },
      { status: "LOGISTICS_PICKUP_RETRY" },
    ];
    expect((await pack(shopOf("RETRY_SHIP", parcels))).sent).toEqual([
      { order_sn: id, package_number: "P1", dropoff: {} },
      { order_sn: id, package_number: "P4", dropoff: {} },
    ]);
  });

  it.each([
    ["READY_TO_SHIP", [{ arranged: true }]],
    ["PROCESSED", [{ status: "LOGISTICS_REQUEST_CREATED" }]],
    ["PROCESSED", []],
    ["SHIPPED", []],
    ["TO_CONFIRM_RECEIVE", []],
    ["COMPLETED", []],
    ["TO_RETURN", []],
  ])("is done where it is arranged already: %s %j", async (status, parcels) => {
    expect(await pack(shopOf(status, parcels))).toEqual({ failure: undefined, sent: [] });
  });

  it.each([
    ["UNPAID", undefined, "rejected", true, "order-unpaid"],
    ["IN_CANCEL", undefined, "rejected", true, "cancel-asked"],
    ["CANCELLED", undefined, "rejected", true, "order-state"],
    ["PENDING", undefined, "retryable", false, "order-pending"],
    ["INVOICE_PENDING", undefined, "retryable", false, "order-pending"],
    ["READY_TO_SHIP", [], "retryable", false, "order-pending"],
    ["READY_TO_SHIP", [{ status: "LOGISTICS_PENDING_ARRANGE" }], "retryable", false, "order-pending"],
    // Its own flag alone tells; without it a second courier might come.
    ["READY_TO_SHIP", [{}], "unexpected", true, "shape"],
  ] as const)("of an order that is %s %j sends nothing", async (status, parcels, kind, sent, says) => {
    expect(await pack(shopOf(status, parcels))).toEqual({ failure: { kind, sent, says: `shopee.${says}` }, sent: [] });
  });

  it.each<[Answered, unknown]>([
    [{ error: "logistics.package_already_shipped", message: "This package has already been arranged shipment" }, undefined],
    [
      { error: "logistics.ship_order_pickup_time_invalid", message: "Invalid pickup time id." },
      { kind: "rejected", sent: true, says: "shopee.pickup-slot" },
    ],
    [
      { error: "lack_of_invoice_data", message: "Pending invoice data, can not arrange shipment." },
      { kind: "rejected", sent: true, says: "shopee.invoice" },
    ],
    [
      { error: "logistics.error_timeout", message: "Timeout to call external system." },
      { kind: "retryable", sent: true, says: "shopee.busy" },
    ],
    [
      { error: "logistics.brand_new", message: "" },
      { kind: "unexpected", sent: true, says: "kit.unknown-code" },
    ],
  ])("asks once, whatever comes back: %j", async (ship, failure) => {
    expect(await pack(shopOf("READY_TO_SHIP", undefined, { ship }))).toEqual({
      failure,
      sent: [{ order_sn: id, dropoff: {} }],
    });
  });

  it("is refused where Shopee asks for what nobody has told us", async () => {
    const info = { info_needed: { non_integrated: ["tracking_no"] } };
    const { failure, sent } = await pack(shopOf("READY_TO_SHIP", undefined, { info }));
    expect({ failure, sent }).toEqual({ failure: { kind: "rejected", sent: true, says: "shopee.ship-incomplete" }, sent: [] });
  });
});

describe("the way to ship", () => {
  const slots = [{ pickup_time_id: "1" }, { pickup_time_id: "2", flags: ["recommended"] }];
  const addresses = [
    { address_id: 1, address_flag: [], time_slot_list: null },
    { address_id: 2, address_flag: ["default_address"], time_slot_list: [{ pickup_time_id: "9" }] },
    { address_id: 3, address_flag: ["pickup_address"], time_slot_list: slots },
  ];
  const needs = { pickup: ["address_id", "pickup_time_id"] };
  const way = (parameter: unknown, more: Record<string, unknown> = {}) =>
    wayToShip(shopeeShippingParameterSchema.parse(parameter), shopeeSettingsSchema.parse({ ...settings, ...more }));

  it("is the drop-off where it is free, else the marked address at the recommended time", () => {
    expect(way({ info_needed: { dropoff: [], ...needs }, pickup: { address_list: addresses } })).toEqual({ dropoff: {} });
    const pickup = { pickup: { address_id: 3, pickup_time_id: "2" } };
    expect(way({ info_needed: needs, pickup: { address_list: addresses } })).toEqual(pickup);
    expect(
      way({ info_needed: { dropoff: [], ...needs }, pickup: { address_list: addresses } }, { handOver: "pickup" }),
    ).toEqual(pickup);
    expect(way({ info_needed: { dropoff: ["tracking_no"], ...needs }, pickup: { address_list: addresses } })).toEqual(pickup);
  });

  it("is the address that is set, without a time where the carrier names none", () => {
    const parameter = { info_needed: needs, pickup: { address_list: addresses } };
    expect(way(parameter, { pickupAddressId: 1 })).toEqual({ pickup: { address_id: 1 } });
    expect(way(parameter, { pickupAddressId: 99 })).toBeUndefined();
  });

  it("is a branch that is set, the empty third, or none", () => {
    const branches = {
      info_needed: { dropoff: ["branch_id"] },
      dropoff: { branch_list: [{ branch_id: 5 }, { branch_id: 6 }] },
    };
    expect(way(branches, { dropoffBranchId: 6 })).toEqual({ dropoff: { branch_id: 6 } });
    expect(way(branches)).toBeUndefined();
    expect(way({ info_needed: { non_integrated: [] } })).toEqual({ non_integrated: {} });
    expect(way({ info_needed: { pickup: [] } })).toEqual({ pickup: {} });
    expect(
      way({ info_needed: { pickup: ["address_id", "tracking_number"] }, pickup: { address_list: addresses } }),
    ).toBeUndefined();
    expect(way({ info_needed: {} })).toBeUndefined();
  });
});

describe("a cancellation", () => {
  const cancel = async (status: string, reason: string, more: object = {}) => {
    const { connector, asked } = scripted(shopOf(status, undefined, { order: more }));
    return { failure: await run(connector.orders?.cancel?.(id, reason)), sent: posts(asked) };
  };
  const refuse = async (status: string, more: object = {}) => {
    const { connector, asked } = scripted(shopOf(status, undefined, { order: more }));
    return { failure: await run(connector.orders?.refuseCancellation?.(id)), sent: posts(asked) };
  };
  const handled = (operation: string) => [{ path: "order/handle_buyer_cancellation", body: { order_sn: id, operation } }];

  it("names the goods that are out of stock, and the customer where the reason is none of Shopee's", async () => {
    const body = { order_sn: id, cancel_reason: "OUT_OF_STOCK" };
    const goods = [
      { item_id: 19_001_234_567, model_id: 230_000_001 },
      { item_id: 19_001_234_568, model_id: 0 },
    ];
    expect((await cancel("READY_TO_SHIP", "OUT_OF_STOCK")).sent).toEqual([
      { path: "order/cancel_order", body: { ...body, item_list: goods } },
    ]);
    for (const reason of ["CUSTOMER_REQUEST", "UNDELIVERABLE_AREA", "đổi ý", ""])
      expect((await cancel("READY_TO_SHIP", reason)).sent).toMatchObject([
        { body: { order_sn: id, cancel_reason: "CUSTOMER_REQUEST" } },
      ]);
    expect((await cancel("PROCESSED", "COD_NOT_SUPPORTED")).sent).toMatchObject([
      { body: { cancel_reason: "COD_NOT_SUPPORTED" } },
    ]);
  });

  it("that is done is not asked again, and a buyer's wish is granted", async () => {
    expect(await cancel("CANCELLED", "")).toEqual({ failure: undefined, sent: [] });
    expect(await cancel("IN_CANCEL", "", { cancel_by: "seller" })).toEqual({ failure: undefined, sent: [] });
    expect(await cancel("IN_CANCEL", "", { cancel_by: "buyer" })).toEqual({ failure: undefined, sent: handled("ACCEPT") });
    expect(await cancel("IN_CANCEL", "")).toMatchObject({ sent: handled("ACCEPT") });
  });

  it("comes too late for what has left", async () => {
    for (const status of ["SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED", "TO_RETURN"])
      expect(await cancel(status, "")).toMatchObject({ failure: { kind: "rejected" }, sent: [] });
  });

  it("is refused once, and stays done; where the other answer was given, a person must look", async () => {
    expect(await refuse("IN_CANCEL", { cancel_by: "buyer" })).toEqual({ failure: undefined, sent: handled("REJECT") });
    expect(await refuse("READY_TO_SHIP")).toEqual({ failure: undefined, sent: [] });
    for (const [status, more] of [
      ["CANCELLED", {}],
      ["IN_CANCEL", { cancel_by: "seller" }],
    ] as const)
      expect(await refuse(status, more)).toMatchObject({ failure: { kind: "rejected", says: "shopee.order-state" }, sent: [] });
  });
});
