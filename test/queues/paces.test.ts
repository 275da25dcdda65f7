import { channelCodes } from "connectors/contract";
import { expect, it } from "vitest";
import { assumptionsOf } from "../../backend/src/modules/channels/assumptions.ts";
import { queues } from "../../jobs/queues.ts";

/** How much sooner than planned one of two looks may begin. */
const jitterMs = 5_000;

it.each(channelCodes)("the second look believes what somebody changed at %s, and comes within five minutes", (code) => {
  const everyMs = queues["look-at-listings"].everyMs.production;
  expect(everyMs - jitterMs).toBeGreaterThanOrEqual(assumptionsOf(code).readSeesWriteWithinMs);
  expect(2 * everyMs).toBeLessThan(5 * 60_000);
});
