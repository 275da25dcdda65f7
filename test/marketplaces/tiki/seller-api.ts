import { z } from "zod";
import { tikiWarehouse } from "./catalogue.ts";
import { localTime } from "./local-time.ts";
import type { Parts } from "./parts.ts";
import { type Routes, readBody } from "./routes.ts";
import type { Seller } from "./state.ts";

const settingSchema = z.object({ can_update_product: z.union([z.literal(0), z.literal(1)]) });

export function sellerApi({ seller }: Routes, { world }: Parts): void {
  seller("GET", ["v2"], "/sellers/me", undefined, ({ seller: me }) => ({
    id: me.id,
    sid: me.sid,
    name: me.name,
    active: me.active ? 1 : 0,
    logo: "",
    operation_models: me.operationModels,
    can_update_product: me.canUpdateProduct ? 1 : 0,
    registration_status: "completed",
    live_at: localTime(Date.parse("2025-01-01T00:00:00Z")),
  }));
  seller("GET", ["v2"], "/sellers/me/warehouses", undefined, ({ seller: me, context }) => {
    const { type, status } = context.req.query();
    const rows = me.warehouses.map((warehouse) => ({
      warehouse_id: warehouse.id,
      name: warehouse.name,
      code: warehouse.code,
      status: 1,
      type: "requisition",
      street: "Số 1",
      ward: warehouse.district,
      district: "",
      region: "Hưng Yên",
      country: "VN",
    }));
    const data = rows
      .filter((row) => type === undefined || row.type === type)
      .filter((row) => status === undefined || row.status === Number(status));
    return {
      data,
      paging: { total: data.length, current_page: 1, from: 0, to: 20, per_page: 20, last_page: 1 },
    };
  });
  // Seen under v1 only (§6).
  seller("POST", ["v1"], "/sellers/me/updateCanUpdateProduct", undefined, async ({ seller: me, context }) => {
    const asked = await readBody(context, settingSchema);
    me.canUpdateProduct = asked.can_update_product === 1;
    world.changed();
    return { message: "success" };
  });
  seller("GET", ["v2"], "/seller-inventories", "order", ({ seller: me, context }) => {
    const codes = (context.req.query("tiki_warehouse_codes") ?? "").split(",").filter(Boolean);
    const served = codes.filter((code) => code === tikiWarehouse.code);
    const inventories = served.length ? inventoriesOf(me) : [];
    return {
      seller_inventories: inventories,
      mappings: served.map((code) => ({
        tiki_warehouse_code: code,
        seller_inventory_ids: inventories.map(({ id }) => id),
      })),
    };
  });
}

const inventoriesOf = (me: Seller) =>
  me.warehouses.map(({ id, name, district }) => ({
    id,
    name,
    address: { street: "Số 1", ward: district, district: "", region: "Hưng Yên", country: "Viet Nam" },
    type: "requisition",
  }));
