import { createHash } from "node:crypto";
import { z } from "zod";
import { type Routes, ShopeeError, seconds } from "./gateway.ts";
import { imageUrl } from "./listing-api.ts";
import type { Store } from "./store.ts";

const holidaySchema = z.object({
  holiday_mode_on: z.boolean(),
  holiday_mode_type: z.union([z.literal(0), z.literal(1)]).default(0),
  holiday_mode_start_time: z.int().default(0),
  holiday_mode_end_time: z.int().default(0),
  holiday_mode_description: z.string().default(""),
});
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

/** The shop itself, its warehouses and holiday, and its pictures. */
export function shopApi(routes: Routes, store: Store): void {
  routes.shopAtTop("GET", "/shop/get_shop_info", ({ shop }) => ({
    shop_name: shop.shop_name,
    region: "VN",
    status: shop.status,
    auth_time: seconds(shop.authorised?.at ?? 0),
    expire_time: seconds(shop.authorised?.until ?? 0),
    is_cb: false,
    is_sip: false,
    shop_fulfillment_flag: "Others",
  }));
  routes.shop("GET", "/shop/get_profile", ({ shop }) => ({
    shop_logo: "",
    description: "Gian hàng mô phỏng",
    shop_name: shop.shop_name,
    invoice_issuer: "Other",
  }));
  routes.shop("GET", "/shop/get_warehouse_detail", (call) => {
    const { warehouse_type } = call.query(z.object({ warehouse_type: z.coerce.number().int().min(1).max(2).default(1) }));
    if (!call.shop.locations.length)
      throw new ShopeeError("warehouse.error_not_in_whitelist", "The shop has no permission to access multi-warehouse.");
    return call.shop.locations.map((location_id, index) => ({
      warehouse_id: index + 1,
      warehouse_name: `Kho ${index + 1}`,
      warehouse_type,
      location_id,
      address_id: 2_826 + index,
      region: "VN",
      state: "Hưng Yên",
      city: "",
      address: `Kho ${index + 1}`,
      zipcode: "",
      district: "",
      town: "",
      state_code: "",
      holiday_mode_state: 0,
    }));
  });
  routes.shop("GET", "/shop/get_shop_holiday_mode", ({ shop: { holiday } }) => ({
    holiday_mode_on: holiday.on,
    holiday_mode_mtime: seconds(holiday.changed),
    holiday_mode_type: holiday.type,
    holiday_mode_start_time: seconds(holiday.start),
    holiday_mode_end_time: seconds(holiday.end),
    holiday_mode_description: holiday.description,
    debug_msg: "",
  }));
  routes.shop("POST", "/shop/set_shop_holiday_mode", async (call) => {
    const asked = await call.body(holidaySchema);
    call.shop.holiday = {
      on: asked.holiday_mode_on,
      type: asked.holiday_mode_type,
      start: asked.holiday_mode_start_time * 1_000,
      end: asked.holiday_mode_end_time * 1_000,
      description: asked.holiday_mode_description,
      changed: call.at,
    };
    store.changed();
    return { debug_msg: "" };
  });

  // §4: fewer than nine pictures a call, 10 MB each, JPG or PNG; products take the id, not the address.
  routes.partner(
    "POST",
    "/media_space/upload_image",
    async ({ context }) => {
      const { image, scene = "normal" } = await context.req.parseBody({ all: true });
      const files = [image].flat().filter((each) => each instanceof File);
      if (!files.length) throw new ShopeeError("error_param", "image is missing.");
      if (files.length >= 9) throw new ShopeeError("error_param", "Fewer than 9 images can be sent at once.");
      if (scene !== "normal" && scene !== "desc") throw new ShopeeError("error_param", "scene is normal or desc.");
      const stored: object[] = [];
      for (const file of files) {
        if (file.size > 10 * 1024 * 1024) throw new ShopeeError("error_param", "image is larger than 10 MB.");
        const bytes = Buffer.from(await file.arrayBuffer());
        if (!bytes.subarray(0, 3).equals(jpeg) && bytes.subarray(1, 4).toString() !== "PNG")
          throw new ShopeeError("error_param", "image is neither JPG nor PNG.");
        const id = `vn-sim-${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}`;
        store.state.images[id] = file.type;
        stored.push({ image_id: id, image_url_list: [{ image_url_region: "VN", image_url: imageUrl(id) }] });
      }
      store.changed();
      return { image_info: stored[0], image_info_list: stored.map((image_info, id) => ({ id, image_info })) };
    },
    { eitherForm: true, underResponse: true },
  );
}
