import { ConnectorError } from "../contract/index.ts";
import type { TikiCall, TikiClient } from "./client.ts";
import { readAll } from "./pages.ts";
import { tikiTexts } from "./texts.ts";
import { type TikiProduct, tikiProductSchema, tikiUpdatedSchema } from "./wire.ts";

type Urgency = NonNullable<TikiCall["urgency"]>;
type Named = { readonly sku: string; readonly productId: string };

const include = "inventory,attributes,images,categories";

/** A clear "there is none"; every other failure stays a failure. */
export async function unlessGone<Found>(ask: Promise<Found>): Promise<Found | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "404") return undefined;
    throw error;
  }
}

/** Every product with this SKU, and no other: an unreadable one makes it fail. */
export async function productsBySku(client: TikiClient, sku: string, urgency: Urgency): Promise<TikiProduct[]> {
  const rows = await unlessGone(readAll(client, "/v2/products/findBy", { original_sku: sku, include }, { urgency }));
  return (rows ?? [])
    .map((row) => {
      const read = tikiProductSchema.safeParse(row);
      if (read.success) return read.data;
      throw new ConnectorError("unexpected", "look", `A product with the SKU ${sku} could not be read`, {
        says: tikiTexts.say("shape"),
      });
    })
    .filter(({ original_sku }) => original_sku?.trim().toUpperCase() === sku.toUpperCase());
}

export const productByNumber = (client: TikiClient, number: string, urgency: Urgency): Promise<TikiProduct | undefined> =>
  unlessGone(client.get(`/v2.1/products/${encodeURIComponent(number)}`, { query: { include }, urgency }, tikiProductSchema));

export async function productOf(client: TikiClient, listed: Named, urgency: Urgency): Promise<TikiProduct | undefined> {
  if (/^\d+$/.test(listed.productId)) return productByNumber(client, listed.productId, urgency);
  const [product] = await productsBySku(client, listed.sku, urgency);
  return product;
}

/**
 * updateSku of one product, never updateSkus: the batch sets to 0 every warehouse it is not told of (tiki §5.3). "approved"
 * says that Tiki took it, not that it took effect (open-api-docs issue 295); the ledger's read-back says that.
 */
export async function updateSku(
  client: TikiClient,
  product: { readonly product_id: number } | { readonly original_sku: string },
  change: Readonly<Record<string, unknown>>,
  urgency: Urgency,
): Promise<void> {
  const { state } = await client.put(
    "/v2.1/products/updateSku",
    { json: { ...product, ...change }, urgency },
    tikiUpdatedSchema,
  );
  if (state !== "approved")
    throw new ConnectorError("unexpected", "update-state", `updateSku answered the state ${state}`, {
      says: tikiTexts.say("shape"),
    });
}
