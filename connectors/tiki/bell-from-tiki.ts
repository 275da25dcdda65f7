import type { Doorbell } from "../contract/index.ts";
import { instantFromTikiIfAny } from "./tiki-time.ts";
import { tikiEventSchema } from "./wire.ts";

/** What cannot be read still rings: something happened there. Never throws. */
export function bellFromTiki(raw: unknown): Doorbell {
  const event = tikiEventSchema.safeParse(raw);
  if (!event.success) return { about: "other" };
  const { type, created_at } = event.data;
  const at = instantFromTikiIfAny(created_at);
  return {
    about: type.startsWith("ORDER_")
      ? "orders"
      : type === "PRODUCT_INVENTORY_UPDATED"
        ? "stock"
        : type.startsWith("PRODUCT_")
          ? "listings"
          : "other",
    ...(at ? { at } : {}),
  };
}
