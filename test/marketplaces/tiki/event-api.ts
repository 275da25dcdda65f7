import { z } from "zod";
import { eventTypes } from "./events.ts";
import type { Parts } from "./parts.ts";
import { type Call, type Routes, readBody, TikiError } from "./routes.ts";
import type { Queue, Subscription } from "./state.ts";

const queueSchema = z.object({ name: z.string().trim().min(1) });
const subscriptionSchema = z.object({ event_type: z.enum(eventTypes) });
const pullSchema = z.object({ ack_id: z.string().min(1).nullish() });

/** §8. Queues are the application's; what comes into them a seller allows, with a token that seller granted. */
export function eventApi(routes: Routes, { events }: Parts): void {
  const wire = ({ code, name }: Queue) => ({ code, name, status: "ACTIVE" });
  const subscriptionWire = ({ sid, code, eventType, active }: Subscription) => ({ sid, code, event_type: eventType, active });
  /** A token that a seller granted to a public application does not open the application's own things. */
  const byItself = ({ app, sellerId }: Call) => {
    if ((app.sellerId ?? null) !== sellerId)
      throw new TikiError(403, "Forbidden: queues belong to the application, use its client credentials token");
  };
  const own = ({ app, context }: Call): Queue => {
    const queue = events.queue(context.req.param("code") ?? "");
    if (!queue) throw new TikiError(404, "Queue not found");
    if (queue.clientId !== app.clientId) throw new TikiError(403, "Forbidden");
    return queue;
  };

  routes.app("GET", ["v1"], "/queues", (call) => {
    byItself(call);
    return events.queuesOf(call.app.clientId).map(wire);
  });
  routes.app("POST", ["v1"], "/queues", async (call) => {
    byItself(call);
    const { name } = await readBody(call.context, queueSchema);
    return wire(events.createQueue(call.app.clientId, name));
  });
  routes.app("GET", ["v1"], "/queues/:code/subscriptions", (call) => {
    byItself(call);
    return own(call).subscriptions.map(subscriptionWire);
  });
  routes.seller("POST", ["v1"], "/queues/:code/subscriptions", undefined, async (call) => {
    const queue = own(call);
    const { event_type } = await readBody(call.context, subscriptionSchema);
    return subscriptionWire(events.subscribe(queue, call.seller.id, event_type));
  });
  routes.app("POST", ["v1"], "/queues/:code/events/pull", async (call) => {
    byItself(call);
    const queue = own(call);
    const { ack_id } = await readBody(call.context, pullSchema);
    if (ack_id && !events.acknowledge(queue, ack_id)) throw new TikiError(422, "ack_id is invalid");
    return events.pull(queue);
  });
}
