import { describe, expect, it } from "vitest";
import { createRateGate, createRateGates, type GateClock, longestStandMs } from "./rate-gate.ts";

/** Stands still until the test moves it. */
function heldClock(start = 1_000_000) {
  let now = start;
  let timers: { at: number; ring: () => void }[] = [];
  const clock: GateClock = {
    now: () => now,
    wait: (ms) => new Promise((ring) => void timers.push({ at: now + ms, ring })),
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    clock,
    move: async (ms: number) => {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.ring();
        await settle();
      }
      now = end;
    },
  };
}

const tenASecond = { requests: 10, perMs: 1_000 };

describe("the gate of one process", () => {
  it("lets no more through in any window than the rate says, evenly", async () => {
    const { clock, move } = heldClock();
    const gate = createRateGate(tenASecond, clock);
    const passed: number[] = [];
    for (let calls = 0; calls < 30; calls += 1) void gate.pass().then(() => passed.push(clock.now()));
    await move(10_000);
    expect(passed).toHaveLength(30);
    for (const [index, at] of passed.entries())
      if (index >= 10) expect(at - (passed[index - 10] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("keeps the rate at a channel that counts a call only just before it answers, however late that is", async () => {
    const { clock, move } = heldClock();
    const gate = createRateGate(tenASecond, clock);
    const counted: number[] = [];
    const late = [400, 5, 5, 90, 5, 5, 5, 300, 5];
    async function oneAfterAnother(): Promise<void> {
      for (let calls = 0; calls < 20; calls += 1) {
        await gate.pass();
        await clock.wait(late[counted.length % late.length] ?? 5);
        counted.push(clock.now());
        gate.answered?.();
      }
    }
    void oneAfterAnother();
    void oneAfterAnother();
    await move(20_000);
    expect(counted).toHaveLength(40);
    for (const [index, at] of counted.entries())
      if (index >= 10) expect(at - (counted[index - 10] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("lets stock go before offers before listings, whatever came first", async () => {
    const { clock, move } = heldClock();
    const gate = createRateGate(tenASecond, clock);
    const passed: string[] = [];
    for (const urgency of ["listings", "listings", "offers", "stock"] as const)
      void gate.pass(urgency).then(() => passed.push(urgency));
    await move(1_000);
    expect(passed).toEqual(["listings", "stock", "offers", "listings"]);
  });

  it("is fair between the accounts of one application, and keeps that application's own rate", async () => {
    const { clock, move } = heldClock();
    const gates = createRateGates(clock);
    const limits = { rate: { requests: 1_000, perMs: 1_000 }, appRate: tenASecond };
    const passed: { account: string; at: number }[] = [];
    for (const [account, calls] of [
      ["busy", 40],
      ["calm", 5],
    ] as const)
      for (let call = 0; call < calls; call += 1)
        void gates
          .of(account, "app", limits)
          .pass()
          .then(() => passed.push({ account, at: clock.now() }));
    await move(1_000);
    expect(passed.filter(({ account }) => account === "calm")).toHaveLength(5);
    expect(passed).toHaveLength(11);
    expect((passed[10]?.at ?? 0) - (passed[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("does not hold one account up with another's rate", async () => {
    const { clock, move } = heldClock();
    const gates = createRateGates(clock);
    const slow = gates.of("slow", "app", { rate: { requests: 1, perMs: 10_000 } });
    await slow.pass();
    void slow.pass();
    await move(10);
    let passed = false;
    void gates
      .of("quick", "app", { rate: tenASecond })
      .pass()
      .then(() => (passed = true));
    await move(1);
    expect(passed).toBe(true);
  });

  it("stays shut for as long as the channel says, and for a whole application where it says so", async () => {
    const { clock, move } = heldClock();
    const gates = createRateGates(clock);
    const limits = { rate: tenASecond };
    const [one, other] = [gates.of("one", "app", limits), gates.of("other", "app", limits)];
    one.closeFor(5_000);
    const passed: string[] = [];
    void one.pass("stock").then(() => passed.push("one"));
    void other.pass("stock").then(() => passed.push("other"));
    await move(4_999);
    expect(passed).toEqual(["other"]);
    await move(1);
    expect(passed).toEqual(["other", "one"]);
    one.closeFor(60_000, "app");
    await expect(other.pass("stock")).rejects.toMatchObject({ kind: "rate-limited", sent: false, retryAfterMs: 60_000 });
  });

  it("counts a day's calls and opens again when the next day begins there", async () => {
    const { clock, move } = heldClock(Date.UTC(2026, 0, 10, 15, 59, 50));
    const dailyQuota = { of: "app", calls: 2, beginsAtMinute: 960 } as const;
    const gates = createRateGates(clock);
    const gate = (name: string) => gates.of(name, "app", { rate: tenASecond, dailyQuota });
    await gate("one").pass();
    await Promise.all([gate("other").pass(), move(200)]);
    let passed = false;
    void gate("one")
      .pass()
      .then(() => (passed = true));
    await move(9_000);
    expect(passed).toBe(false);
    await move(1_000);
    expect(passed).toBe(true);
  });

  it("keeps nobody standing longer than a call is worth", async () => {
    const { clock, move } = heldClock();
    const gate = createRateGate({ requests: 1, perMs: 15_000 }, clock);
    const ends = ["first", "second", "third"].map((name) =>
      gate.pass().then(
        () => `${name} passed`,
        (error: { kind: string; sent: boolean }) => `${name} ${error.kind} ${error.sent}`,
      ),
    );
    await move(longestStandMs);
    expect(await Promise.all(ends)).toEqual(["first passed", "second passed", "third rate-limited false"]);
  });
});
