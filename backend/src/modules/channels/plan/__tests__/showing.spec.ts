import { judgeShowing, noteShowing, type ShowingMemory } from "../showing";

const settings = { readSeesWriteWithinMs: 30 };

/** One listing that was put on or off sale, and read in turn. */
function listing(sent: boolean, writtenAt = 0) {
  const state = { sent, wanted: sent, writtenAt };
  let memory: ShowingMemory = {};
  return {
    /** Wanted so and sent, without an answer. */
    want(wanted: boolean) {
      state.wanted = wanted;
      memory = noteShowing(memory);
    },
    put(live: boolean, at: number) {
      Object.assign(state, { sent: live, wanted: live, writtenAt: at });
    },
    read(seen: boolean, readBeganAt: number, writing = false) {
      const judged = judgeShowing({ ...state, seen, readBeganAt, writing }, memory, settings);
      ({ memory } = judged);
      if (judged.verdict === "repair") state.sent = seen;
      return judged.verdict;
    },
  };
}

describe("a listing that is not on sale as we put it", () => {
  it("is put on sale again where the acknowledged write never had an effect", () => {
    const shown = listing(true, 100);
    expect(shown.read(false, 120)).toBe("early");
    expect(shown.read(false, 140, true)).toBe("early");
    expect(shown.read(false, 150)).toBe("first");
    expect(shown.read(false, 170)).toBe("first");
    expect(shown.read(false, 180)).toBe("repair");
  });

  it("is left alone where it was on sale and somebody has hidden it there", () => {
    const shown = listing(true);
    expect(shown.read(true, 100)).toBe("ours");
    expect(shown.read(false, 200)).toBe("first");
    expect(shown.read(false, 230)).toBe("theirs");
    expect(shown.read(true, 240)).toBe("ours");
  });

  it("is put on sale again where our own hiding, whose answer was lost, took it off before it was wanted again", () => {
    const shown = listing(true);
    expect(shown.read(true, 100)).toBe("ours");
    shown.want(false);
    // A read beside the write may have begun before it.
    expect(shown.read(true, 110, true)).toBe("ours");
    shown.want(true);
    expect(shown.read(false, 200)).toBe("first");
    expect(shown.read(false, 230)).toBe("repair");
  });

  it("is taken off sale again whoever put it there, three times in a day", () => {
    const hidden = listing(false);
    expect(hidden.read(false, 50)).toBe("ours");
    for (const at of [100, 300, 500]) {
      expect(hidden.read(true, at)).toBe("first");
      expect(hidden.read(true, at + 30)).toBe("repair");
      hidden.put(false, at + 50);
    }
    expect(hidden.read(true, 700)).toBe("first");
    expect(hidden.read(true, 730)).toBe("theirs");
  });

  it("is ours when what we want is there, though no answer said so", () => {
    const shown = listing(false);
    shown.put(true, 100);
    expect(shown.read(true, 100)).toBe("ours");
  });
});
