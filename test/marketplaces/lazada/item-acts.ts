import type { Marketplace } from "./gateway.ts";
import type { Item } from "./state.ts";

/** Undefined where it is done, else why it is not. */
export type ItemAct = (item: Item, form: Record<string, string>) => string | void;
const dayMs = 86_400_000;

/** What a seller does to a listing by hand, and the marketplace's own people in its review. */
export function createItemActs({
  store,
  items,
  stocks,
}: Pick<Marketplace, "store" | "items" | "stocks">): ReadonlyMap<string, ItemAct> {
  const acts: Readonly<Record<string, ItemAct>> = {
    edit(item, form) {
      const sku = store.sku(item, Number(form.sku));
      const price = Number(form.price);
      const units = Number(form.units);
      const name = form.name?.trim();
      if (!sku || !name || !(Number.isInteger(price) && price > 0) || !(Number.isInteger(units) && units >= 0))
        return "Chưa lưu: tên, giá hoặc tồn kho không hợp lệ.";
      const { attributes } = store.looks(item);
      // A page that was open for a while undoes nothing: only what a person changed on it is written.
      if (name !== form.wasName) items.change(item, { attributes: { ...attributes, name } });
      if (price !== Number(form.wasPrice)) items.setSkus(item, [sku.sku_id], () => ({ price }));
      if (units !== Number(form.wasUnits)) {
        const refused = stocks.refusal(sku.sku_id, store.dials.warehouses[0] ?? "", "net", units);
        if (refused) return `Chưa lưu tồn kho: ${refused.message}`;
        stocks.takeEffect(sku.sku_id, store.dials.warehouses[0] ?? "", "net", units);
      }
      return undefined;
    },
    show: (item, form) => items.setSkus(item, [Number(form.sku)], () => ({ status: "active" })),
    hide: (item, form) => items.setSkus(item, [Number(form.sku)], () => ({ status: "inactive" })),
    approve: (item) => items.approve(item),
    reject(item, form) {
      if (!form.reason?.trim()) return "Hãy ghi lý do từ chối.";
      items.reject(item, form.reason.trim());
      return undefined;
    },
    lock: (item, form) => items.lock(item, form.reason?.trim() || "Vi phạm chính sách"),
    "start-campaign"(item, form) {
      const units = Number(form.units);
      if (!(Number.isInteger(units) && units >= 0)) return "Chưa mở chương trình: số lượng không hợp lệ.";
      store.state.campaigns[Number(form.sku)] = {
        name: `ct-${store.newId()}`,
        from: store.now(),
        to: store.now() + dayMs,
        units,
      };
      store.changed();
      return undefined;
    },
    "end-campaign"(_item, form) {
      delete store.state.campaigns[Number(form.sku)];
      store.changed();
      return undefined;
    },
  };
  return new Map(Object.entries(acts));
}
