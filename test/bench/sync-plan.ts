import { type Listing, listingSchema } from "connectors/contract";
import { edges } from "connectors/edges";
import type { PlanComponent, SkuState, StockState } from "../../backend/src/modules/channels/plan/stock-state.js";
import { channelCodes, type SimulatedChannel } from "../simulation/settings.ts";
import { printFigure } from "./figure.ts";
import { skuOf } from "./sync-sellers.ts";

const minute = 60_000;
const now = Date.UTC(2026, 10, 26);
const published = { creates: 1, createdAt: 0, checked: true };

/** Planning alone, without a database: every stock state and every text, a tenth of which has something to do. */
export async function measurePlan(states: number): Promise<void> {
  const { planStock } = await import("../../backend/src/modules/channels/plan/stock.js");
  const { nextPublishStep } = await import("../../backend/src/modules/channels/plan/publish.js");
  const each = states / channelCodes.length;
  const accounts = channelCodes.map((code) => ({ code, stock: stockOf(code, each), listings: listingsOf(code, each) }));
  const carried = performance.now();
  for (const { stock, listings } of accounts)
    JSON.parse(JSON.stringify([[...stock.components.values()], stock.skus, listings]));
  const bare = (performance.now() - carried) / 1_000;

  let [writes, texts] = [0, 0];
  const began = performance.now();
  for (const { code, stock, listings } of accounts) {
    writes += planStock(stock).writes.length;
    for (const { wanted, sent } of listings) {
      if (nextPublishStep("bound", published, now, 5 * minute) !== "wait") throw new Error("What is published is looked for");
      const shown = edges[code]?.renderListing(wanted);
      if (shown?.title !== sent?.title || shown?.description !== sent?.description) texts += 1;
    }
  }
  const seconds = (performance.now() - began) / 1_000;
  const due = Math.ceil(each / 10) * accounts.length;
  if (writes !== due || texts !== due) throw new Error(`${writes} writes and ${texts} texts were planned instead of ${due}`);
  printFigure(`sync.plan.${states}.s`, seconds, "s, next to the same states through JSON", bare);
}

function stockOf(code: SimulatedChannel, each: number): StockState {
  const components = new Map<string, PlanComponent>();
  const skus: SkuState[] = [];
  for (let index = 0; index < each; index += 1) {
    const id = `shelf${index}`;
    const claimants = channelCodes.map((one) => ({ exposureId: `${one}${index}`, units: 9, live: true, reachable: true }));
    // Of one in ten there is more than is shown.
    const onHand = index % 10 === 0 ? 40 : 36;
    components.set(id, { id, onHand, held: 0, allowance: 0, claims: 27, accepted: 0, buffer: {}, soldLastHour: 0, claimants });
    skus.push({
      listingId: `listing${index}`,
      exposure: { id: `${code}${index}`, liability: 9, writes: [], returns: [] },
      live: true,
      known: true,
      cap: undefined,
      parts: [{ componentId: id, quantity: 1 }],
      holds: [],
      leaving: [],
    });
  }
  return {
    now,
    ordersRead: true,
    coveredUntil: now - minute,
    components,
    skus,
    rules: {
      kind: code === "tiki" ? "gross-set" : "net-set",
      canAdjust: code === "lazada",
      sendWithinMs: 30_000,
      requestDiesWithinMs: 2 * minute,
      orderVisibleWithinMs: minute,
      writeEffectiveWithinMs: 10_000,
      readSeesWriteWithinMs: 30_000,
      cancelVisibleWithinMs: 5 * minute,
      restockWithinMs: 5 * minute,
      leaveTakesAtLeastMs: 10 * minute,
      totalFallsOnLeave: false,
      soleFulfiller: true,
      lookEveryMs: 10 * minute,
    },
    writeId: (listingId) => `write of ${listingId}`,
  };
}

function listingsOf(
  code: SimulatedChannel,
  each: number,
): { wanted: Listing; sent: { title: string; description: string } | undefined }[] {
  return Array.from({ length: each }, (_, index) => {
    const wanted = listingSchema.parse({
      sku: skuOf(index),
      title: `Long nhãn Hưng Yên, mẻ ${index}`,
      description: "Nhãn lồng sấy dẻo của hợp tác xã.",
      unit: "gói",
      price: 180_000,
      weightGrams: 500,
      pictures: [],
      producerName: "HTX Minh Họa",
      origin: "Hưng Yên",
    });
    return { wanted, sent: index % 10 === 0 ? undefined : edges[code]?.renderListing(wanted) };
  });
}
