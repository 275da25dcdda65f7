import { describe, expect, it } from "vitest";
import { tikiEdge } from "./edge.ts";
import { port, settings, tikiThat } from "./fixtures/scripted-tiki.ts";

describe("bells", () => {
  const events = [{ type: "ORDER_STATUS_UPDATED", created_at: 1767225600300 }, 7];

  it("are there where the account has a queue", () => {
    expect(tikiThat(() => ({})).connector.bells).toBeUndefined();
    expect(tikiEdge.abilitiesOf?.(settings).bells).toBeUndefined();
    expect(tikiEdge.abilitiesOf?.({ ...settings, eventQueue: "q" })).toMatchObject({ bells: true, stockKind: "gross-set" });
  });

  it("are fetched with the app's own token, and acknowledged by the next fetch", async () => {
    const { connector, asked } = tikiThat(
      ({ path }) => ({
        body: path.endsWith("/token") ? { access_token: "app-token", expires_in: 60 } : { events, ack_id: "k1" },
      }),
      { eventQueue: "5a84289f" },
    );
    const { bells, nextCursor } = await port(connector, "bells").pull({});
    expect(bells).toEqual([{ about: "orders", at: "2026-01-01T00:00:00.300Z" }, { about: "other" }]);
    await port(connector, "bells").pull({ cursor: nextCursor });
    const pulls = asked.filter(({ path }) => path.endsWith("/v1/queues/5a84289f/events/pull"));
    expect(pulls.map(({ body }) => body)).toEqual([{ ack_id: null }, { ack_id: "k1" }]);
    for (const { headers } of pulls) expect(headers.Authorization).toBe("Bearer app-token");
  });

  it("go on when Tiki has forgotten the acknowledgement", async () => {
    const { connector, asked } = tikiThat(
      ({ body }) =>
        (body as { ack_id: unknown }).ack_id === null
          ? { body: { events: [], ack_id: "k2" } }
          : { status: 422, body: { errors: ["ack_id is invalid"] } },
      { eventQueue: "q", app: "in-house" },
    );
    expect(await port(connector, "bells").pull({ cursor: "old" })).toEqual({ bells: [], nextCursor: "k2" });
    expect(asked).toHaveLength(2);
  });
});
