import type { IInventoryService, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../channels-of";

/** Medusa's stocked number follows the ledger's shelf (decisions: Stock); one place a shelf. */
export async function mirrorShelves(container: MedusaContainer, inventoryItemIds: readonly string[]): Promise<void> {
  const ids = [...new Set(inventoryItemIds)];
  if (!ids.length) return;
  const inventory = container.resolve<IInventoryService>(Modules.INVENTORY);
  const [shelves, levels] = await Promise.all([
    channelsOf(container).listStockComponents({ id: ids }),
    inventory.listInventoryLevels({ inventory_item_id: ids }),
  ]);
  const changed = levels.flatMap((level) => {
    const shelf = shelves.find(({ id }) => id === level.inventory_item_id);
    return shelf && shelf.on_hand !== Number(level.stocked_quantity)
      ? [
          {
            inventory_item_id: level.inventory_item_id,
            location_id: level.location_id,
            stocked_quantity: shelf.on_hand,
          },
        ]
      : [];
  });
  if (changed.length) await inventory.updateInventoryLevels(changed);
}
