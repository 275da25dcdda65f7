import { mayGoLive, nextPublishStep, readLook } from "../publish";

const wait = 300;

describe("publishing once", () => {
  it("looks before it creates, and never while a create may have taken effect unseen (H21)", () => {
    expect(nextPublishStep("none", {}, 0, wait)).toBe("look");
    expect(nextPublishStep("looked", { lookedAt: 0 }, 60_000, wait)).toBe("create");
    expect(nextPublishStep("looked", { lookedAt: 0 }, 60_001, wait)).toBe("look");
    const creating = { createDiesAt: 1_000, creates: 1 };
    expect(nextPublishStep("creating", creating, 1_299, wait)).toBe("wait");
    expect(nextPublishStep("creating", creating, 1_300, wait)).toBe("look");
    const once = readLook("creating", creating, [], undefined, 1_300, wait);
    expect(once).toMatchObject({ state: "creating", record: { noneAt: 1_300 } });
    expect(nextPublishStep("creating", once.record, 1_599, wait)).toBe("wait");
    expect(readLook("creating", once.record, [], undefined, 1_600, wait)).toEqual({
      state: "looked",
      record: { creates: 1, lookedAt: 1_600 },
    });
  });

  it("adopts the only one, asks where there are several, and names the twins of a bound one", () => {
    expect(readLook("none", {}, ["1"], undefined, 5, wait)).toMatchObject({ state: "bound", bind: "1" });
    expect(readLook("none", {}, ["1", "2"], undefined, 5, wait)).toMatchObject({ state: "ask" });
    expect(readLook("bound", {}, ["1", "2"], "1", 5, wait)).toMatchObject({ record: { checked: true }, twins: ["2"] });
  });

  it("goes on sale only when every create of ours must have been seen", () => {
    expect(mayGoLive({ creates: 1 }, false)).toBe(false);
    expect(mayGoLive({ creates: 1, checked: true }, false)).toBe(true);
    expect(mayGoLive({ creates: 1 }, true)).toBe(true);
    expect(mayGoLive({}, false)).toBe(true);
  });
});
