import medusaProvider from "@medusajs/medusa/locking-redis";

/** What Medusa's own provider is made of; its class is not exported by name. */
export interface RedisLocking {
  execute<Result>(
    keys: string | string[],
    job: (signal?: AbortSignal) => Promise<Result>,
    options?: { timeout?: number; expire?: number },
  ): Promise<Result>;
  acquire_(keys: string | string[], options?: Taking, ended?: { cancelled: boolean }): Promise<void>;
  release(keys: string | string[], options?: { ownerId?: string | null }): Promise<boolean>;
}
interface Taking {
  ownerId?: string;
  expire?: number;
  awaitQueue?: boolean;
}
type RedisLockingClass = new (parts: object, options: object) => RedisLocking;

const [Medusas] = medusaProvider.services as unknown as RedisLockingClass[];
if (!Medusas) throw new Error("Medusa's locks in Redis are made of nothing");

/** How long the locks of a process that died hold others up. Who lives renews them three times in that time. */
const diesAfterSeconds = 20;

/**
 * Medusa takes all keys of a call at once: two calls with keys in common take one each and wait for the other, and what a call
 * had taken when its time was over stays locked. Here they are taken one after another, by name, and given back.
 */
export default class RedisLocks extends Medusas {
  static identifier = "locking-redis";

  override execute<Result>(
    keys: string | string[],
    job: (signal?: AbortSignal) => Promise<Result>,
    options: { timeout?: number; expire?: number } = {},
  ): Promise<Result> {
    return super.execute(keys, job, { expire: diesAfterSeconds, ...options });
  }

  override async acquire_(keys: string | string[], options: Taking = {}, ended?: { cancelled: boolean }): Promise<void> {
    // Only a call that waits its turn has an owner of its own, so that what it gives back is its own.
    if (!options.awaitQueue) return super.acquire_(keys, options, ended);
    const taken: string[] = [];
    try {
      for (const key of [...new Set([keys].flat())].sort()) {
        await super.acquire_(key, options, ended);
        taken.push(key);
      }
    } catch (error) {
      if (taken.length) await this.release(taken, options);
      throw error;
    }
  }
}
