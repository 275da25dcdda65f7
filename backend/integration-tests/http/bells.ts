import { createHash, createHmac } from "node:crypto";
import { openQueueViews, type QueueViews } from "jobs/ring";
import { channelsOf } from "../../src/channels-of";
import forgetTurns from "../../src/jobs/forget-turns";
import type { Backend } from "../backend";

const path = "/webhooks/postmart";
const bellSecret = "a-bell-of-the-tests";
const hourMs = 3_600_000;

export default function bells({ api, getContainer }: Backend): void {
  const channels = () => channelsOf(getContainer());
  let queues: QueueViews;
  beforeAll(async () => {
    queues = await openQueueViews({ databaseUrl: process.env.DATABASE_URL ?? "" });
    await takeTurns();
  });
  afterAll(() => queues.close());
  /** How many turns were asked for, whatever for; they are gone then. */
  const takeTurns = async () => {
    const jobs = (await Promise.all(queues.queues.map((queue) => queue.getWaiting()))).flat();
    for (const job of jobs) await job.remove();
    return jobs.length;
  };
  beforeEach(async () => {
    const { id } = await channels().createChannelAccounts({
      channel: "postmart",
      title: "Gian hàng có khoá",
      owner_kind: "programme",
      settings_encrypted: "",
      state: "look-only",
    });
    const settings = {
      partner: { baseUrl: "https://api.example.org/v1", auth: { scheme: "hmac_sha256" } },
      partnerSecret: "a-key-of-the-tests",
      partnerBellSecret: bellSecret,
      pushUrl: `https://example.org${path}`,
    };
    await channels().updateChannelAccounts({ id, settings_encrypted: channels().sealSettings(id, settings) });
  });

  interface Bell {
    readonly body: string;
    readonly timestamp: string;
    readonly signature: string;
  }
  const signed = (body: string, { agoSeconds = 0, secret = bellSecret } = {}): Bell => {
    const timestamp = String(Math.floor(Date.now() / 1_000) - agoSeconds);
    const text = ["POST", path, "", createHash("sha256").update(body).digest("hex"), timestamp].join("\n");
    return { body, timestamp, signature: createHmac("sha256", secret).update(text).digest("hex") };
  };
  /** The status, whether it was told as taken before, and how many turns it brought about. */
  const ring = async (bell: Bell): Promise<[status: number, taken: string | undefined, turns: number]> => {
    const { status, data } = await api.post(path, bell.body, {
      validateStatus: () => true,
      transformRequest: [(sent: unknown) => sent],
      headers: { "content-type": "application/json", "x-timestamp": bell.timestamp, "x-signature": bell.signature },
    });
    return [status, data?.taken, await takeTurns()];
  };
  const kept = () => channels().listChannelBells({});
  const age = async (ms: number) => {
    for (const { id } of await kept()) await channels().updateChannelBells({ id, heard_at: new Date(Date.now() - ms) });
  };
  const order = JSON.stringify({ event: "order.created", order: "A1" });

  it("refuses a forged bell and a late one, and keeps nothing of them", async () => {
    expect((await ring(signed(order, { secret: "another key" })))[0]).toBe(401);
    expect((await ring({ ...signed(order), body: `${order} ` }))[0]).toBe(401);
    expect((await ring(signed(order, { agoSeconds: 330 })))[0]).toBe(401);
    expect((await ring(signed(order, { agoSeconds: -330 })))[0]).toBe(401);
    expect(await kept()).toEqual([]);
  });

  it("hears a doubled bell once, in whatever letters its signature is written, and another bell besides", async () => {
    const bell = signed(order);
    expect(await ring(bell)).toEqual([200, undefined, 1]);
    expect(await ring(bell)).toEqual([200, "before", 0]);
    expect(await ring({ ...bell, signature: bell.signature.toUpperCase() })).toEqual([200, "before", 0]);
    expect(await ring(signed(JSON.stringify({ event: "order.created", order: "A2" })))).toEqual([200, undefined, 1]);
    expect(await kept()).toHaveLength(2);
  });

  it("hears an account's bell though the settings of the one before it cannot be opened", async () => {
    await channels().createChannelAccounts({
      id: "chacc_0",
      channel: "postmart",
      title: "Gian hàng mất khoá",
      owner_kind: "programme",
      settings_encrypted: "",
    });
    expect(await ring(signed(order))).toEqual([200, undefined, 2]);
  });

  it("hears one of many that come together", async () => {
    const [account] = await channels().listChannelAccounts({ channel: "postmart" });
    const heard = await Promise.all(Array.from({ length: 8 }, () => channels().hearBell(account?.id ?? "", "one")));
    expect(heard.filter(Boolean)).toHaveLength(1);
    expect(await channels().hearBell("another", "one")).toBe(true);
  });

  it("knows a bell for a day and no longer, and forgets it then", async () => {
    const bell = signed(order);
    await ring(bell);
    await age(24 * hourMs - 60_000);
    await forgetTurns(getContainer());
    expect(await ring(bell)).toEqual([200, "before", 0]);
    await age(24 * hourMs);
    expect(await ring(bell)).toEqual([200, undefined, 1]);
    expect(await kept()).toHaveLength(1);
    await age(24 * hourMs);
    await forgetTurns(getContainer());
    expect(await kept()).toEqual([]);
  });
}
