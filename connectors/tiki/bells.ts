import { type BellPort, ConnectorError } from "../contract/index.ts";
import { readTikiAccess } from "./access.ts";
import { bellFromTiki } from "./bell-from-tiki.ts";
import type { TikiClient } from "./client.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiEventsSchema } from "./wire.ts";

/** The queue is the account's own: what is fetched with a cursor is acknowledged, and nobody else is told of it again. */
export function tikiBells(client: TikiClient, settings: TikiSettings, queue: string): BellPort {
  /** A public app's queue belongs to the app, not to the seller (tiki §8). */
  async function queueToken(): Promise<string | undefined> {
    if (settings.app === "in-house") return undefined;
    return readTikiAccess(await client.token({ grant_type: "client_credentials" })).accessToken;
  }
  return {
    async pull({ cursor }) {
      const accessToken = await queueToken();
      const ask = (ackId: string | null) =>
        client.post(
          `/v1/queues/${encodeURIComponent(queue)}/events/pull`,
          { json: { ack_id: ackId }, ...(accessToken ? { accessToken } : {}) },
          tikiEventsSchema,
        );
      let answer: Awaited<ReturnType<typeof ask>>;
      try {
        answer = await ask(cursor ?? null);
      } catch (error) {
        // An acknowledgement Tiki has forgotten would stop every bell; without one the same events come again.
        const forgotten = error instanceof ConnectorError && (error.code === "400" || error.code === "422");
        if (!cursor || !forgotten) throw error;
        answer = await ask(null);
      }
      const { events, ack_id } = answer;
      if (events?.length && !ack_id)
        throw new ConnectorError("unexpected", "ack", "Events came without an ack_id, so they would come for ever");
      const next = ack_id ?? cursor;
      return { bells: (events ?? []).map(bellFromTiki), ...(next ? { nextCursor: next } : {}) };
    },
  };
}
