import type { Item, Promotion } from "./state.ts";
import { unitsForSale } from "./stock.ts";
import type { Store } from "./store.ts";

/** A discount on every model of an item, with units reserved for it; undefined where that is more than is on sale. */
export function startPromotion(
  store: Store,
  item: Item,
  terms: { readonly percentOff: number; readonly reserved: number; readonly forMs: number },
  at: number,
): Promotion | undefined {
  const { models } = store.now(item);
  if (models.some(({ model_id }) => unitsForSale(item, model_id) < terms.reserved)) return undefined;
  const promotion: Promotion = {
    promotion_id: store.newId(),
    shop_id: item.shop_id,
    item_id: item.item_id,
    start: at,
    end: at + terms.forMs,
    models: models.map(({ model_id, original_price }) => ({
      model_id,
      price: Math.round((original_price * (100 - terms.percentOff)) / 100),
      reserved: terms.reserved,
    })),
  };
  store.state.promotions.push(promotion);
  store.later({ kind: "promotion-ends", promotion_id: promotion.promotion_id, at: promotion.end });
  store.tell({ about: "promotion", promotion, ended: false });
  for (const { model_id } of models) store.tell({ about: "reserve", item, model_id, from: 0, to: terms.reserved });
  return promotion;
}

/** Told once, whether it ran out or was stopped. */
export function endPromotion(store: Store, promotion: Promotion, at: number): void {
  const item = store.item(promotion.item_id);
  promotion.end = Math.min(promotion.end, at);
  store.state.promotions = store.state.promotions.filter((each) => each !== promotion);
  store.tell({ about: "promotion", promotion, ended: true });
  if (!item) return;
  for (const { model_id, reserved } of promotion.models)
    if (reserved > 0) store.tell({ about: "reserve", item, model_id, from: reserved, to: 0 });
}
