import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import RedisLocks from "../service";

/** What the provider's scripts do in Redis. */
let owners: Map<string, string>;
const redisClient = {
  defineCommand: () => undefined,
  async acquireLock(key: string, owner: string): Promise<number> {
    await pause(5);
    if (owners.has(key)) return 0;
    owners.set(key, owner);
    return 1;
  },
  async releaseLock(key: string, owner: string): Promise<number> {
    return owners.get(key) === owner && owners.delete(key) ? 1 : 0;
  },
  extendLock: async (key: string, owner: string): Promise<number> => (owners.get(key) === owner ? 1 : 0),
};

describe("locks in Redis", () => {
  let locks: RedisLocks;
  beforeEach(() => {
    owners = new Map();
    locks = new RedisLocks({ redisClient, prefix: "" }, {});
  });

  it("let both of two in that want the same keys in another order", async () => {
    let inside = 0;
    const work = async () => {
      inside += 1;
      expect(inside).toBe(1);
      await pause(20);
      inside -= 1;
    };
    const asked = ["one", "other"];
    await Promise.all(
      Array.from({ length: 6 }, (_, each) =>
        locks.execute(each % 2 ? asked : asked.toReversed(), work, { timeout: 5, expire: 30 }),
      ),
    );
    expect(owners.size).toBe(0);
  });

  it("are given back by a call whose time is over before it had them all", async () => {
    owners.set("other", "somebody");
    const late = locks.execute(["other", "one"], async () => "in", { timeout: 1 });
    await expect(late).rejects.toThrow("Timed-out");
    await pause(1_100);
    expect([...owners]).toEqual([["other", "somebody"]]);
    expect(await locks.execute("one", async () => "in", { timeout: 1 })).toBe("in");
  });
});
