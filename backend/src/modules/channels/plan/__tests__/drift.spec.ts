import { canonical, type FieldMemory, type FieldOwner, isStale, judgeField, noteTried } from "../drift";

const settings = { readSeesWriteWithinMs: 30, requestDiesWithinMs: 100 };

/** One field, written and read in turn. */
function field(owner: FieldOwner, sent: string | number | undefined, writtenAt = 0) {
  let memory: FieldMemory = sent === undefined ? {} : noteTried({}, sent, writtenAt);
  const state = { sent, wanted: sent, writtenAt };
  return {
    /** As at a write of another field of the listing. */
    touch(at: number) {
      state.writtenAt = at;
    },
    write(value: string | number, at: number) {
      memory = noteTried(memory, value, at);
      Object.assign(state, { sent: value, wanted: value, writtenAt: at });
    },
    /** Sent, and never answered. */
    lose(value: string | number, at: number) {
      memory = noteTried(memory, value, at);
      state.wanted = value;
    },
    read(seen: string | number, readBeganAt: number, writing = false) {
      const judged = judgeField({ ...state, seen, owner, readBeganAt, writing }, memory, settings);
      ({ memory } = judged);
      return judged.verdict;
    },
    get memory() {
      return memory;
    },
  };
}

describe("a field that differs there", () => {
  it("accuses nobody early, nor after one read", () => {
    const title = field("ask", "A", 100);
    expect(title.read("B", 129)).toBe("early");
    expect(title.read("B", 140, true)).toBe("early");
    expect(title.read("B", 150)).toBe("first");
    expect(title.read("B", 179)).toBe("first");
    expect(title.read("B", 180)).toBe("conflict");
    expect(title.read("A", 190)).toBe("ours");
  });

  it("begins anew with every other value, and is ours however it is spaced", () => {
    const title = field("ask", "Mật ong", 0);
    expect(title.read("B", 50)).toBe("first");
    expect(title.read("C", 90)).toBe("first");
    expect(title.read(" Mật\n ong ", 130)).toBe("ours");
    expect(canonical("189000.0")).toBe(canonical(189_000));
  });

  it("is written over when it is ours, adopted when it is theirs, asked about otherwise", () => {
    for (const [owner, verdict] of [
      ["ours", "repair"],
      ["theirs", "adopt"],
      ["ask", "conflict"],
    ] as const) {
      const title = field(owner, "A");
      title.read("B", 50);
      expect(title.read("B", 100)).toBe(verdict);
    }
  });

  it("is repaired three times a day against the same value, then asked about (H22)", () => {
    const price = field("ours", 100_000);
    const verdicts: string[] = [];
    for (let round = 0, at = 1_000; round < 5; round += 1, at += 1_000) {
      price.read(90_000, at);
      verdicts.push(price.read(90_000, at + 100));
      // Our repair is seen, so that what comes after it is somebody's doing.
      price.write(100_000, at + 200);
      price.read(100_000, at + 300);
    }
    expect(verdicts).toEqual(["repair", "repair", "repair", "conflict", "conflict"]);
  });
});

describe("a value of our own", () => {
  it("that comes back late is written again, and is no conflict (H22)", () => {
    const price = field("ask", undefined);
    price.write(1, 0);
    price.read(1, 50);
    price.write(2, 100);
    price.write(1, 200);
    expect(price.read(2, 250)).toBe("late-write");
    expect(price.memory.againAfter).toBe(350);
    expect(price.read(1, 300)).toBe("ours");
  });

  it("whose answer was lost is confirmed when it is seen", () => {
    const price = field("ask", 1);
    price.lose(2, 100);
    expect(price.read(2, 150)).toBe("confirmed");
  });

  it("that is altered the same way after two writes is an echo, and not after one (H22)", () => {
    const title = field("ours", "Mật ong hoa nhãn Hưng Yên", 0);
    title.read("Mật ong hoa nhãn", 50);
    expect(title.read("Mật ong hoa nhãn", 100)).toBe("repair");
    title.write("Mật ong hoa nhãn Hưng Yên", 200);
    title.read("Mật ong hoa nhãn", 250);
    expect(title.read("Mật ong hoa nhãn", 300)).toBe("echo");
    expect(title.read("Mật ong hoa nhãn", 350)).toBe("ours");
    expect(title.read("Khác", 400)).toBe("first");
    const asked = field("ask", "A", 0);
    asked.read("B", 50);
    for (const at of [100, 150, 200]) expect(asked.read("B", at)).toBe("conflict");
    asked.touch(250);
    expect(asked.read("B", 300)).toBe("conflict");
    // What we tried is remembered for a day, the conflict for as long as nobody has chosen.
    expect(asked.read("B", 100_000_000)).toBe("conflict");
  });

  it("that was seen between is no echo when it changes again", () => {
    const title = field("ours", "A", 0);
    title.read("B", 50);
    expect(title.read("B", 100)).toBe("repair");
    title.write("A", 200);
    title.read("A", 250);
    title.read("B", 300);
    expect(title.read("B", 350)).toBe("repair");
  });
});

it("a source older than one already seen is dropped", () => {
  expect(isStale({ changedAt: 5 }, 4)).toBe(true);
  expect(isStale({ changedAt: 5 }, 5)).toBe(false);
  expect(isStale({}, 4)).toBe(false);
  expect(isStale({ changedAt: 5 }, undefined)).toBe(false);
});
