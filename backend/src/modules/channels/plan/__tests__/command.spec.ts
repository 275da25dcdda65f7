import { type CommandFacts, isDoneThere, nextCommandStep } from "../command";

const settings = { readSeesWriteWithinMs: 30, requestDiesWithinMs: 100, readable: true };
const command = (change: Partial<CommandFacts> = {}): CommandFacts => ({
  kind: "accept",
  state: "unknown",
  sendBefore: 1_000,
  attempts: 1,
  order: { state: "new", readBeganAt: 0 },
  ...change,
});
const step = (change: Partial<CommandFacts>, now: number, more: object = {}) =>
  nextCommandStep(command(change), now, { ...settings, ...more });
const read = (readBeganAt: number, state: "new" | "confirmed" | "cancelled" = "new") => ({ order: { state, readBeganAt } });

describe("a command to a channel", () => {
  it("is sent once it is queued, unless it is done there already", () => {
    expect(step({ state: "queued" }, 0)).toBe("send");
    expect(step({ state: "queued", ...read(0, "confirmed") }, 0)).toBe("done");
    expect(step({ state: "queued", order: undefined }, 0)).toBe("send");
  });

  it("is read after its answer was lost, and sent again only when it is dead and still not done (H24)", () => {
    expect(step({}, 1_029)).toBe("wait");
    expect(step({}, 1_030)).toBe("read");
    expect(step(read(1_030), 1_129)).toBe("wait");
    expect(step(read(1_030), 1_130)).toBe("read");
    expect(step(read(1_130), 1_131)).toBe("send");
    expect(step(read(1_030, "confirmed"), 1_031)).toBe("done");
    expect(step({ state: "sending" }, 1_029)).toBe("wait");
  });

  it("is withdrawn when the buyer cancelled, but a cancellation is then done", () => {
    expect(step({ state: "queued", ...read(0, "cancelled") }, 0)).toBe("withdraw");
    expect(step(read(1_030, "cancelled"), 1_031)).toBe("withdraw");
    expect(step({ kind: "cancel", ...read(1_030, "cancelled") }, 1_031)).toBe("done");
  });

  it("goes to a person where it cannot be read, and when it has failed too often", () => {
    expect(step({}, 1_030, { readable: false })).toBe("person");
    expect(step({ attempts: 5, ...read(1_130) }, 1_131)).toBe("person");
  });

  it("counts a later state as done", () => {
    expect(isDoneThere("accept", "delivered")).toBe(true);
    expect(isDoneThere("pack", "confirmed")).toBe(false);
    expect(isDoneThere("ship", "packed")).toBe(false);
    expect(isDoneThere("accept", "cancelled")).toBe(false);
  });
});
