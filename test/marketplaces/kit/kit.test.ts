import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createAgenda } from "./agenda.ts";
import { VirtualClock } from "./clock.ts";
import { ConnectionLost, throughConnection } from "./connection.ts";
import { controlRoutes } from "./control.ts";
import { dialsSchema } from "./dials.ts";
import { type CommonFault, commonFaults, createFaults } from "./faults.ts";
import { createPushes } from "./pushes.ts";
import { seeded } from "./random.ts";
import { createRateLimit } from "./rate.ts";
import {
  addUnits,
  handOverUnits,
  holdUnits,
  newShelf,
  releaseUnits,
  type StockRules,
  sellable,
  setUnits,
  unitsAt,
} from "./shelf.ts";

describe("virtual time", () => {
  it("does each thing at its own moment and in order, what is asked meanwhile too", () => {
    const clock = new VirtualClock(0);
    const done: [string, number][] = [];
    clock.after(20, () => done.push(["second", clock.now()]));
    clock.after(10, () => {
      done.push(["first", clock.now()]);
      clock.after(5, () => done.push(["between", clock.now()]));
    });
    clock.after(31, () => done.push(["later", clock.now()]));
    clock.advance(30);
    expect(done).toEqual([
      ["first", 10],
      ["between", 15],
      ["second", 20],
    ]);
    expect(clock.now()).toBe(30);
  });

  it("carries out an agenda once, also what fell due while nobody was there", () => {
    const clock = new VirtualClock(100);
    const entries = [{ at: 50, act: "missed" }];
    const done: string[] = [];
    const agenda = createAgenda<{ at: number; act: string }>(
      clock,
      () => entries,
      ({ act }, at) => done.push(`${act} ${at}`),
    );
    clock.advance(0);
    agenda.add({ at: 130, act: "later" });
    agenda.add({ at: 110, act: "sooner" });
    clock.advance(50);
    agenda.run();
    expect(done).toEqual(["missed 50", "sooner 110", "later 130"]);
    expect(entries).toEqual([]);
  });
});

describe("a shelf", () => {
  const rules: StockRules = {
    writeKind: "net-set",
    belowHolds: "clipped",
    sellsOnlyWhatItShows: true,
    totalFallsOnLeave: true,
    restocks: true,
  };
  const held = (units: number) => {
    const shelf = newShelf(5, 0);
    holdUnits(shelf, units, rules, 1);
    return shelf;
  };

  it("of the net kind shows the number written, whatever orders hold", () => {
    const shelf = held(2);
    expect(setUnits(shelf, 5, rules, 2)).toBe(true);
    expect(sellable(shelf)).toBe(5);
  });

  it("of the gross kind takes off what orders hold, and clips or refuses a total below that", () => {
    const gross = { ...rules, writeKind: "gross-set" } as const;
    const shelf = held(2);
    setUnits(shelf, 5, gross, 2);
    expect(sellable(shelf)).toBe(3);
    setUnits(shelf, 1, gross, 3);
    expect(sellable(shelf)).toBe(0);
    expect(setUnits(held(2), 1, { ...gross, belowHolds: "refused" }, 3)).toBe(false);
  });

  it("moves by a difference and never below nothing", () => {
    const shelf = held(2);
    expect(addUnits(shelf, -4, 2)).toBe(false);
    expect(addUnits(shelf, -3, 2)).toBe(true);
    expect(sellable(shelf)).toBe(0);
  });

  it("sells no more than it shows, unless that check is off", () => {
    const shelf = newShelf(1, 0);
    expect(holdUnits(shelf, 2, rules, 1)).toBe(false);
    expect(holdUnits(shelf, 2, { ...rules, sellsOnlyWhatItShows: false }, 1)).toBe(true);
    expect(sellable(shelf)).toBe(0);
  });

  it("puts cancelled units on sale again or not, and units handed over as the rule says", () => {
    for (const [change, left] of [
      [(shelf) => releaseUnits(shelf, 2, rules, 2), 5],
      [(shelf) => releaseUnits(shelf, 2, { ...rules, restocks: false }, 2), 3],
      [(shelf) => handOverUnits(shelf, 2, rules, 2), 3],
      [(shelf) => handOverUnits(shelf, 2, { ...rules, totalFallsOnLeave: false }, 2), 5],
    ] as [(shelf: ReturnType<typeof newShelf>) => void, number][]) {
      const shelf = held(2);
      change(shelf);
      expect(sellable(shelf)).toBe(left);
    }
  });

  it("can be read as it was", () => {
    const shelf = held(2);
    expect(unitsAt(shelf, 0)).toMatchObject({ total: 5, held: 0 });
    expect(unitsAt(shelf, -1)).toBeUndefined();
  });
});

describe("a rate limit", () => {
  it("lets so many pass in any window, for each key alone, and counts no refused one", () => {
    const clock = new VirtualClock(0);
    const limit = createRateLimit(clock);
    const rate = { requests: 2, perMs: 1_000 };
    expect([1, 2, 3].map(() => limit.passes("a", rate))).toEqual([true, true, false]);
    expect(limit.passes("b", rate)).toBe(true);
    expect(limit.roomInMs("a", rate)).toBe(1_000);
    clock.advance(1_000);
    expect(limit.passes("a", rate)).toBe(true);
  });
});

function opened(clock = new VirtualClock(0)) {
  const faults = createFaults<"of-its-own">({
    clock,
    dials: () => ({ latencyMs: 2_000, lateEffectMs: 90_000 }),
    answers: {
      "rate-limited": (context) => context.json({ code: "limit" }),
      "http-429": (context) => context.text("", 429),
      "server-error": (context) => context.json({ code: "server" }, 500),
      auth: (context) => context.json({ code: "auth" }, 403),
    },
    own: ["of-its-own"],
    applies: (kind, path) => kind !== "of-its-own" || path.endsWith("/write"),
  });
  const app = new Hono();
  const done: string[] = [];
  app.use(
    "*",
    faults.middleware((request) => app.fetch(request)),
  );
  app.post("/:what", async (context) => {
    done.push(`${await context.req.text()} ${clock.now()}`);
    return context.json({ own: faults.met(context, "of-its-own") });
  });
  const call = async (path = "/write") => {
    try {
      const { response, lateMs } = await throughConnection(
        app.fetch,
        new Request(`http://simulated${path}`, { method: "POST", body: "work" }),
      );
      return { status: response.status, text: await response.text(), lateMs };
    } catch (error) {
      if (error instanceof ConnectionLost) return error.how;
      throw error;
    }
  };
  return { faults, clock, done, call };
}

describe("a fault", () => {
  it.each<[CommonFault, object | string, string[]]>([
    ["rate-limited", { text: '{"code":"limit"}' }, []],
    ["http-429", { status: 429 }, []],
    ["server-error", { status: 500 }, []],
    ["auth", { status: 403 }, []],
    ["html", { status: 200, text: expect.stringContaining("<html>") }, []],
    ["silence", "silence", []],
    ["cut", "cut", []],
    ["lost-answer", "cut", ["work 0"]],
    ["garbled", { status: 200, text: '{"own"' }, ["work 0"]],
    ["latency", { status: 200, lateMs: 2_000 }, ["work 0"]],
  ])("%s is told as it should be and does the work or not", async (kind, told, work) => {
    const { faults, call, done } = opened();
    faults.failNext(kind);
    const answer = await call();
    if (typeof told === "string") expect(answer).toBe(told);
    else expect(answer).toMatchObject(told);
    expect(done).toEqual(work);
    expect(await call()).toMatchObject({ status: 200, text: '{"own":false}', lateMs: 0 });
  });

  it("late-effect does the work once, long after the caller was cut off", async () => {
    const { faults, clock, call, done } = opened();
    faults.failNext("late-effect");
    expect(await call()).toBe("cut");
    expect(done).toEqual([]);
    clock.advance(90_000);
    await new Promise(setImmediate);
    expect(done).toEqual(["work 90000"]);
  });

  it("that is asked for one shop's calls spares the others', and waits until it has met one", async () => {
    const { faults, call } = opened();
    faults.failNext("http-429", 1, "/write", "shop=2");
    expect(await call("/write?shop=1")).toMatchObject({ status: 200 });
    expect(faults.waiting()).toHaveLength(1);
    expect(await call("/write?shop=2")).toMatchObject({ status: 429 });
    expect(faults.waiting()).toEqual([]);
  });

  it("of a marketplace's own kind waits for a call it can happen to", async () => {
    const { faults, call } = opened();
    faults.failNext("of-its-own");
    expect(await call("/read")).toMatchObject({ text: '{"own":false}' });
    expect(await call()).toMatchObject({ text: '{"own":true}' });
  });

  it("is met by the calls whose path ends as asked, so often as asked", async () => {
    const { faults, call } = opened();
    faults.failNext("cut", 2, "/read");
    expect(await call()).toMatchObject({ status: 200 });
    expect([await call("/read"), await call("/read"), typeof (await call("/read"))]).toEqual(["cut", "cut", "object"]);
  });

  it("by plan is drawn the same again from the same seed", async () => {
    const history = async (seed: number) => {
      const { faults, call } = opened();
      faults.follow({ seed, rate: 0.3, kinds: ["cut", "server-error", "html"] });
      const told: unknown[] = [];
      for (let index = 0; index < 40; index += 1) told.push(await call());
      return JSON.stringify(told);
    };
    expect(await history(7)).toBe(await history(7));
    expect(await history(7)).not.toBe(await history(8));
  });
});

describe("pushes", () => {
  const off = { pushes: true, pushLateMs: 0, pushesShuffled: false, pushesLost: 0, pushesDoubled: 0, pushesForged: 0 };
  async function pushed(dials: Partial<typeof off>, status = 200, messages = 1) {
    const clock = new VirtualClock(0);
    const got: { body: string; proof: string; at: number }[] = [];
    const lost: string[] = [];
    const pushes = createPushes({
      clock,
      random: seeded(3),
      dials: () => ({ ...off, ...dials }),
      url: () => "http://bell.invalid/",
      sign: (_url, body) => ({ authorization: `proof of ${body}` }),
      acknowledged: (answer) => answer.ok,
      triesMs: [0, 1_000],
      timeoutMs: 3_000,
      onLost: (body) => lost.push(body),
      send: async (request) => {
        got.push({ body: await request.text(), proof: request.headers.get("authorization") ?? "", at: clock.now() });
        return new Response(null, { status });
      },
    });
    for (let index = 0; index < messages; index += 1) pushes.tell({ index });
    for (let step = 0; step < 40; step += 1) {
      await new Promise(setImmediate);
      clock.advance(200);
    }
    await pushes.settled();
    return { got, lost };
  }

  it("are tried again and then lost when nobody acknowledges them", async () => {
    const { got, lost } = await pushed({}, 500);
    expect(got).toHaveLength(2);
    expect(lost).toEqual(['{"index":0}']);
  });

  it("are late, doubled, forged or lost as the dials say", async () => {
    expect((await pushed({ pushLateMs: 1_000 })).got[0]?.at).toBe(1_000);
    expect((await pushed({ pushesDoubled: 1 })).got).toHaveLength(2);
    const proofs = (await pushed({ pushesForged: 1 })).got.map(({ body, proof }) => proof === `proof of ${body}`);
    expect(new Set(proofs)).toEqual(new Set([false, true]));
    expect(await pushed({ pushesLost: 1 })).toMatchObject({ got: [], lost: ['{"index":0}'] });
    const order = (await pushed({ pushLateMs: 3_000, pushesShuffled: true }, 200, 6)).got.map(({ body }) => body);
    expect(order).toHaveLength(6);
    expect(order).not.toEqual(order.toSorted());
  });
});

describe("control", () => {
  const dials = { readLagMs: 5 };
  const { faults } = opened();
  const app = controlRoutes({
    state: () => ({ items: [] }),
    dials: { schema: dialsSchema.pick({ readLagMs: true }).partial(), values: () => dials },
    faults,
    orders: {
      all: () => [],
      place: (body) => ({ placed: body }),
      change: (id) => (id === "1" ? { id } : undefined),
    },
    changed: () => undefined,
    reset: () => undefined,
  });
  const post = async (path: string, body: object) => {
    const answer = await app.request(path, { method: "POST", body: JSON.stringify(body) });
    return answer.status;
  };

  it("turns the dials a simulator has and no other", async () => {
    expect(await post("/dials", { readLagMs: 7 })).toBe(200);
    expect(dials.readLagMs).toBe(7);
    expect(await post("/dials", { restockMs: 7 })).toBe(400);
  });

  it("takes faults by kind or by plan, and none that does not exist", async () => {
    expect(await post("/faults", { kind: "lost-answer", path: "update_stock" })).toBe(200);
    expect(await post("/faults", { plan: { seed: 1, rate: 0.1, kinds: [...commonFaults] } })).toBe(200);
    expect(await post("/faults", { kind: "earthquake" })).toBe(400);
    expect(await post("/orders/2", {})).toBe(404);
  });

  it("says which faults have met no call yet", async () => {
    await app.request("/faults", { method: "DELETE" });
    expect(await post("/faults", { kind: "cut", count: 2, path: "write", query: "shop_id=2" })).toBe(200);
    expect(await (await app.request("/faults")).json()).toMatchObject([{ kind: "cut", left: 2 }]);
  });
});
