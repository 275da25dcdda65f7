import type { ActContext, Found, Handler, Handlers } from "../act-context.ts";
import type { Act, ActKind } from "../worker-api.ts";
import { accessHandlers } from "./access.ts";
import { listingHandlers } from "./listings.ts";
import { orderHandlers } from "./orders.ts";
import { referenceHandlers } from "./reference.ts";
import { sheetHandlers } from "./sheets.ts";
import { stockHandlers } from "./stock.ts";

const handlers: Handlers<ActKind> = {
  ...accessHandlers,
  ...listingHandlers,
  ...orderHandlers,
  ...referenceHandlers,
  ...sheetHandlers,
  ...stockHandlers,
};

/** Every kind of act has its handler: a kind without one does not compile. */
export function carryOut(act: Act, context: ActContext): Promise<Found> {
  // The table above pairs each kind with its own act; indexing it by a union loses that pairing.
  const handler = handlers[act.kind] as Handler<ActKind>;
  return handler(act, context);
}
