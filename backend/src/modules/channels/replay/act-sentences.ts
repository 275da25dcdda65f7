import type { Text } from "connectors/contract";
import type { PlannedAct } from "../plan-acts";
import { replayTexts } from "./texts";

interface Listed {
  readonly listed: { readonly sku: string };
}
interface Payload {
  readonly sku?: string;
  readonly orderId?: string;
  readonly orderIds?: readonly string[];
  readonly listed?: { readonly sku: string } | readonly { readonly sku: string }[];
  readonly listing?: { readonly sku: string };
  readonly levels?: readonly (Listed & { readonly quantity: number })[];
  readonly changes?: readonly (Listed & { readonly change: number })[];
  readonly offers?: readonly (Listed & { readonly price: number })[];
}

const vnd = new Intl.NumberFormat("vi-VN");

/** What would be sent, a sentence for each SKU or order. `onlySku`: what it says of others is left out. */
export function sayAct({ kind, payload }: Pick<PlannedAct, "kind" | "payload">, account: string, onlySku?: string): Text[] {
  const told = payload as Payload;
  const order = told.orderId ?? "";
  const asked = Array.isArray(told.listed) ? undefined : (told.listed as { sku: string } | undefined);
  const sku = told.sku ?? told.listing?.sku ?? asked?.sku ?? "";
  const ofOne = <Row extends Listed>(rows: readonly Row[] | undefined) =>
    (rows ?? []).filter(({ listed }) => onlySku === undefined || listed.sku === onlySku);
  switch (kind) {
    case "push-stock":
      return ofOne(told.levels).map(({ listed, quantity }) =>
        replayTexts.say(kind, { sku: listed.sku, units: quantity, account }),
      );
    case "adjust-stock":
      return ofOne(told.changes).map(({ listed, change }) =>
        replayTexts.say(kind, { sku: listed.sku, change: change > 0 ? `+${change}` : `−${-change}`, account }),
      );
    case "push-offers":
      return ofOne(told.offers).map(({ listed, price }) =>
        replayTexts.say(kind, { sku: listed.sku, price: vnd.format(price), account }),
      );
    case "read-stock":
      return [replayTexts.say(kind, { count: Array.isArray(told.listed) ? told.listed.length : 1, account })];
    case "read-orders":
      return [replayTexts.say(kind, { orders: (told.orderIds ?? []).join(", "), account })];
    case "look":
    case "create-hidden":
    case "update-listing":
    case "activate":
    case "hide":
    case "remove":
    case "observe-page":
      return [replayTexts.say(kind, { sku, account })];
    case "accept":
    case "pack":
    case "ship":
    case "cancel":
      return [replayTexts.say(kind, { order, account })];
    case "exchange-access":
    case "refresh-access":
    case "check-account":
      return [replayTexts.say("access", { account })];
    case "write-listing-sheet":
    case "write-offer-sheet":
    case "write-stock-sheet":
      return [replayTexts.say("write-sheet", { account })];
    case "read-order-sheet":
    case "read-stock-sheet":
      return [replayTexts.say("read-sheet", { account })];
    default:
      return [replayTexts.say(kind, { account })];
  }
}
