import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { readSettings } from "../settings";

/**
 * The lock of a process that died stays in Medusa's table, and its time is asked by nobody: without this a buyer's cart is shut
 * for ever. Redis forgets its locks by itself.
 */
export default async function forgetDeadLocks(container: MedusaContainer): Promise<void> {
  if (readSettings().REDIS_URL) return;
  await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw("delete from locking where expiration < now()");
}

export const config = { name: "forget-dead-locks", schedule: "* * * * *" };
