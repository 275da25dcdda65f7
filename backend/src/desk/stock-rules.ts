import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { Language } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { mirrorShelves } from "../listings/mirror-shelves";
import type { VariantFacts } from "../listings/read-variants";
import type { BufferRules } from "../modules/channels/plan/buffer";
import { isObstacle } from "../modules/channels/plan/strict";
import { channelsTexts } from "../modules/channels/texts";
import { ringFor } from "../ring";
import { textIn } from "../text";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";

export interface StockRules {
  readonly allowance: number;
  readonly strict_below: number | null;
  readonly buffer: {
    readonly units: number;
    readonly basis_points: number;
    readonly at_least: number;
    readonly turnover: boolean;
  };
}

/** The shelf that is sold as this one product; what is put together of several has rules at each of them. */
export const ownShelf = ({ recipe }: VariantFacts): string | undefined =>
  recipe.length === 1 ? recipe[0]?.inventoryItemId : undefined;

/** What the producer accepted, what the ledger computes from it, and where "never oversold" cannot be promised. */
export async function stockRulesView(
  container: MedusaContainer,
  variant: VariantFacts,
  listings: readonly { id: string; account_title: string }[],
  language: Language,
) {
  const id = ownShelf(variant);
  const channels = channelsOf(container);
  const [shelf] = id ? await channels.listStockComponents({ id }) : [];
  if (!id || !shelf) return null;
  const buffer = (shelf.buffer ?? {}) as BufferRules;
  const exposures = listings.length
    ? await channels.listExposures(
        { listing_id: listings.map((listing) => listing.id) },
        { select: ["id", "listing_id", "why"] },
      )
    : [];
  const { bound, mode } = await channels.boundOf(id);
  return {
    allowance: shelf.allowance,
    strict_below: shelf.strict_below,
    buffer: {
      units: buffer.units ?? 0,
      basis_points: buffer.basisPoints ?? 0,
      at_least: buffer.atLeast ?? 0,
      turnover: buffer.turnover ?? false,
    },
    bound,
    mode,
    refused: exposures.flatMap(({ listing_id, why }) => {
      const obstacle = /^strict-refused:(.+)$/.exec(why ?? "")?.[1];
      if (!obstacle || !isObstacle(obstacle)) return [];
      const account_title = listings.find((listing) => listing.id === listing_id)?.account_title ?? "";
      return [{ account_title, sentence: textIn(channelsTexts.say(`strict-${obstacle}`), language) }];
    }),
  };
}

/** Taken at once by our shop; the channels follow with their next turns. */
export async function setStockRules(container: MedusaContainer, variant: VariantFacts, rules: StockRules): Promise<void> {
  const id = ownShelf(variant);
  if (!id) throw new Refusal(MedusaError.Types.NOT_ALLOWED, deskTexts.say("rules-of-parts"));
  const { units, basis_points, at_least, turnover } = rules.buffer;
  const kept = units > 0 || basis_points > 0 || at_least > 0 || turnover;
  const channels = channelsOf(container);
  await channels.setShelfRules([
    {
      inventoryItemId: id,
      allowance: rules.allowance,
      strictBelow: rules.strict_below,
      buffer: kept ? { units, basisPoints: basis_points, atLeast: at_least, turnover } : null,
    },
  ]);
  await mirrorShelves(container, [id]);
  for (const accountId of await channels.accountsSelling([id])) await ringFor("push-stock", accountId);
}
