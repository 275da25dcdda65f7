import { z } from "zod";
import { askBackend, BackendRefused, isAway } from "./backend.server.ts";
import { sentence } from "./sentence.server.ts";

const orderSchema = z.object({
  code: z.string(),
  state: z.string().nullish(),
  state_text: z.string().nullish(),
  placed_at: z.string().nullish(),
  lines: z
    .array(
      z.object({
        title: z.string(),
        quantity: z.number(),
        unit_price: z.number().nullish(),
        total: z.number().nullish(),
      }),
    )
    .nullish(),
  shipping: z.number().nullish(),
  total: z.number().nullish(),
  seller: z.union([z.string(), z.object({ name: z.string(), phone: z.string().nullish() })]).nullish(),
  can_cancel: z.boolean().nullish(),
});
export type OrderView = z.infer<typeof orderSchema>;

const orderAnswer = z
  .union([z.object({ order: orderSchema }), orderSchema])
  .transform((found) => ("order" in found ? found.order : found));

export interface Checkout {
  readonly cart_id: string;
  readonly idempotency_key: string;
  readonly name: string;
  readonly phone: string;
  readonly province_code: string;
  readonly commune_code: string;
  readonly street: string;
  readonly note: string;
}

const shortSchema = z.object({
  type: z.literal("short"),
  items: z.array(
    z.object({
      title: z.string().nullish(),
      variant_id: z.string().nullish(),
      wanted: z.number().nullish(),
      available: z.number().nullish(),
      missing: z.number().nullish(),
    }),
  ),
});
export type Short = z.infer<typeof shortSchema>["items"][number];

export type CheckoutAnswer =
  | { readonly code: string }
  | { readonly short: readonly Short[] }
  | { readonly refused: string | undefined }
  /** No answer: the order may have been placed. The same cart asked for again gives the same order. */
  | { readonly unknown: true };

/** One order for one idempotency key, however often it is asked. */
export async function placeOrder(checkout: Checkout): Promise<CheckoutAnswer> {
  const answer = z.object({ order: z.object({ code: z.string() }) });
  try {
    const found = await askBackend("/store/checkout", { answer, method: "POST", body: checkout, timeoutMs: 20_000 });
    return { code: found.order.code };
  } catch (error) {
    if (isAway(error)) return { unknown: true };
    if (!(error instanceof BackendRefused)) throw error;
    const short = shortSchema.safeParse(error.body);
    if (short.success) return { short: short.data.items };
    return { refused: sentence(error.body) };
  }
}

/** undefined when no order carries this code and this phone together: which of the two is wrong is not told. */
export async function lookUpOrder(code: string, phone: string): Promise<OrderView | undefined> {
  return askAboutOrder("/store/order-lookup", code, phone);
}

export async function cancelOrder(code: string, phone: string): Promise<OrderView | undefined> {
  return askAboutOrder("/store/order-cancel", code, phone);
}

async function askAboutOrder(path: string, code: string, phone: string): Promise<OrderView | undefined> {
  try {
    return await askBackend(path, { answer: orderAnswer, method: "POST", body: { code, phone } });
  } catch (error) {
    if (error instanceof BackendRefused && error.status === 404) return undefined;
    throw error;
  }
}
