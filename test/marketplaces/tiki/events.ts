import type { Queue, QueueEvent } from "./state.ts";
import type { World } from "./world.ts";

export const eventTypes = [
  "ORDER_CREATED_SUCCESSFULLY",
  "ORDER_STATUS_UPDATED",
  "PRODUCT_PRICE_UPDATED",
  "PRODUCT_MARKET_PRICE_UPDATED",
  "PRODUCT_INVENTORY_UPDATED",
] as const;
export type EventType = (typeof eventTypes)[number];

/** §8: nothing is pushed. Events wait in queues until they are pulled and acknowledged, at least once and oldest first. */
export function createEvents(world: World) {
  const { clock, random, state, dials } = world;
  const uuid = () => random.hex(16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const queue = (code: string) => state().queues.find((each) => each.code === code);

  return {
    queue,
    queuesOf: (clientId: string) => state().queues.filter((each) => each.clientId === clientId),
    createQueue(clientId: string, name: string): Queue {
      const created: Queue = { code: uuid(), name, clientId, subscriptions: [], events: [], given: [] };
      state().queues.push(created);
      world.changed();
      return created;
    },
    subscribe(to: Queue, sellerId: number, eventType: string) {
      const known = to.subscriptions.find((each) => each.sellerId === sellerId && each.eventType === eventType);
      if (known) return known;
      const from = clock.now() + dials().subscriptionEffectMs;
      const subscription = { sid: random.hex(20).toUpperCase(), code: uuid(), eventType, sellerId, from, active: true };
      to.subscriptions.push(subscription);
      world.changed();
      return subscription;
    },

    /** Into every queue that asked for it; late, lost, doubled or forged as the dials say. */
    tell(sellerId: number, type: EventType, version: string, payload: Record<string, unknown>, at: number): void {
      const { pushes, pushLateMs, pushesShuffled, pushesLost, pushesDoubled, pushesForged } = dials();
      if (!pushes) return;
      for (const { code, subscriptions } of state().queues)
        for (const { sid, from, ...asked } of subscriptions) {
          if (!asked.active || asked.sellerId !== sellerId || asked.eventType !== type || from > at) continue;
          if (random.chance(pushesLost)) continue;
          const put = (event: QueueEvent) =>
            world.later({
              at: at + (pushesShuffled ? random.below(pushLateMs + 1) : pushLateMs),
              act: "tell",
              queue: code,
              event,
            });
          const event = { id: uuid(), sid, created_at: at, type, version, payload };
          put(event);
          if (random.chance(pushesDoubled)) put(event);
          if (random.chance(pushesForged)) put({ ...event, id: uuid(), payload: forged(payload) });
        }
    },
    arrive(code: string, event: QueueEvent): void {
      queue(code)?.events.push(event);
      world.changed();
    },

    /** False where this `ack_id` was never given out. An acknowledged batch goes; anything else comes again. */
    acknowledge(of: Queue, ackId: string): boolean {
      const place = of.given.findIndex((each) => each.ackId === ackId);
      const ids = new Set(of.given[place]?.ids);
      if (place < 0) return false;
      of.events = of.events.filter(({ id }) => !ids.has(id));
      // This one may be acknowledged again: its answer may have been lost.
      of.given = of.given.slice(place);
      world.changed();
      return true;
    },
    pull(of: Queue): { events: readonly QueueEvent[]; ack_id: string } {
      of.events = of.events.filter(({ created_at }) => clock.now() - created_at < dials().eventsKeptMs);
      const events = of.events.slice(0, dials().eventsPerPull);
      const ackId = uuid();
      of.given = [...of.given.slice(-20), { ackId, ids: events.map(({ id }) => id) }];
      world.changed();
      return { events, ack_id: ackId };
    },
  };
}
export type Events = ReturnType<typeof createEvents>;

/** Nothing is signed, so a forged one differs only in naming what does not exist. */
function forged(payload: Record<string, unknown>): Record<string, unknown> {
  const names = ["order_code", "orderCode", "product_id"];
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      names.includes(name) ? (name === "product_id" ? 1 : "100000001") : value,
    ]),
  );
}
