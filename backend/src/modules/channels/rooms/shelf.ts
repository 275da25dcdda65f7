import { sellableHere } from "../ledger";
import type { BufferRules } from "../plan/buffer";
import * as shelf from "../shelf";
import { marks, rows } from "../sql";
import { ChannelsBase } from "./base";

/** The shelf and our own shop: one seller more (sync-protocol §1). */
export class ShelfRoom extends ChannelsBase {
  async ensureComponent(inventoryItemId: string): Promise<void> {
    await this.transact((sql) => shelf.lockShelves(sql, [inventoryItemId]));
  }
  async setOnHand(items: readonly { inventoryItemId: string; onHand: number }[]): Promise<void> {
    await this.setShelf(
      items.map(({ inventoryItemId, onHand }) => [inventoryItemId, onHand] as const),
      "on_hand",
    );
  }
  async setAllowance(items: readonly { inventoryItemId: string; allowance: number }[]): Promise<void> {
    await this.setShelf(
      items.map(({ inventoryItemId, allowance }) => [inventoryItemId, allowance] as const),
      "allowance",
    );
  }
  /** The allowance, θ and the buffer of each shelf (sync-protocol §7); what is left out stays as it is. */
  async setShelfRules(
    items: readonly {
      inventoryItemId: string;
      allowance?: number;
      strictBelow?: number | null;
      buffer?: BufferRules | null;
    }[],
  ): Promise<void> {
    await this.transact(async (sql) => {
      await shelf.lockShelves(
        sql,
        items.map(({ inventoryItemId }) => inventoryItemId),
      );
      for (const { inventoryItemId, allowance, strictBelow, buffer } of items)
        await sql.execute(
          `update channel_stock_component set allowance = coalesce(?::int, allowance), strict_below = case when ? then ?::int else strict_below end,
                  buffer = case when ? then ?::jsonb else buffer end, updated_at = now() where id = ?`,
          [
            allowance ?? null,
            strictBelow !== undefined,
            strictBelow ?? null,
            buffer !== undefined,
            buffer ? JSON.stringify(buffer) : null,
            inventoryItemId,
          ],
        );
    });
  }
  protected async setShelf(items: readonly (readonly [string, number])[], column: "on_hand" | "allowance"): Promise<void> {
    await this.transact(async (sql) => {
      await shelf.lockShelves(
        sql,
        items.map(([id]) => id),
      );
      for (const [id, units] of items)
        await sql.execute(`update channel_stock_component set ${column} = ?, updated_at = now() where id = ?`, [units, id]);
    });
  }

  async admitSale({ key, components }: { key: string; components: readonly shelf.Part[] }): Promise<shelf.Admission> {
    return this.transact((sql) => shelf.admitSale(sql, key, components));
  }
  async releaseHold(key: string, idleSince?: Date): Promise<boolean> {
    return this.transact((sql) => shelf.endHold(sql, key, "released", idleSince));
  }
  /** The goods left: on hand and held fall. */
  async settleHold(key: string): Promise<boolean> {
    return this.transact((sql) => shelf.endHold(sql, key, "settled"));
  }
  async holdsOf(key: string): Promise<{ inventoryItemId: string; quantity: number; state: string }[]> {
    return this.transact((sql) =>
      rows(sql, `select inventory_item_id as "inventoryItemId", quantity, state from channel_stock_hold where key = ?`, [key]),
    );
  }
  /** Keys of what is held since before that moment. */
  async holdsSince(before: Date): Promise<string[]> {
    const found = await this.transact((sql) =>
      rows<{ key: string }>(
        sql,
        "select distinct key from channel_stock_hold where state = 'held' and updated_at < ? and deleted_at is null",
        [before.toISOString()],
      ),
    );
    return found.map(({ key }) => key);
  }
  async boundOf(inventoryItemId: string) {
    return this.transact((sql) => shelf.boundOf(sql, inventoryItemId));
  }
  /** What our own shop may sell of each shelf now, without a lock: the sale itself is checked under one. */
  async sellableHere(inventoryItemIds: readonly string[]): Promise<Map<string, number>> {
    const shelves = await this.transact((sql) => shelf.readComponents(sql, inventoryItemIds));
    return new Map([...shelves].map(([id, component]) => [id, sellableHere(component)]));
  }

  /** Whose listings are sold from these shelves. */
  async accountsSelling(inventoryItemIds: readonly string[]): Promise<string[]> {
    if (!inventoryItemIds.length) return [];
    const found = await this.transact((sql) =>
      rows<{ account_id: string }>(
        sql,
        `select distinct exposure.account_id from channel_exposure exposure
           join channel_exposure_component part on part.exposure_id = exposure.id
          where part.inventory_item_id in (${marks(inventoryItemIds)})`,
        [...inventoryItemIds],
      ),
    );
    return found.map(({ account_id }) => account_id);
  }
}
