import type { z } from "zod";
import { editedAsJson, startsWith } from "./edited-as-json.ts";
import { type OrderProfile, orderProfileSchema } from "./order-sheet.ts";
import { type SheetTemplate, sheetTemplateSchema } from "./sheet-template.ts";
import { type StockProfile, stockProfileSchema } from "./stock-sheet.ts";
import offers from "./templates/offers.json" with { type: "json" };
import orders from "./templates/orders.json" with { type: "json" };
import stock from "./templates/stock.json" with { type: "json" };
import stockLevels from "./templates/stock-levels.json" with { type: "json" };

/** The sheets an account carries; one that is absent is not carried. */
export interface SheetSettings {
  readonly listingTemplate?: SheetTemplate | undefined;
  readonly offerTemplate?: SheetTemplate | undefined;
  readonly stockTemplate?: SheetTemplate | undefined;
  readonly orderProfile?: OrderProfile | undefined;
  readonly stockProfile?: StockProfile | undefined;
}

const templateOf = (kind: SheetTemplate["kind"]) =>
  sheetTemplateSchema.refine((template) => template.kind === kind, {
    error: `ở cài đặt này phải là “${kind}”`,
    path: ["kind"],
  });

/** Starters that are ours: no channel of these publishes one. */
export const genericOfferTemplate = sheetTemplateSchema.parse(offers);
export const genericStockTemplate = sheetTemplateSchema.parse(stock);
export const genericOrderProfile = orderProfileSchema.parse(orders);
export const genericStockProfile = stockProfileSchema.parse(stockLevels);

/** The settings of a channel whose files are carried unless an account says otherwise. */
export const carriedSheets = (starter: { readonly listings: unknown; readonly orders: unknown }) => ({
  listingTemplate: startsWith(templateOf("listings"), sheetTemplateSchema.parse(starter.listings)),
  offerTemplate: startsWith(templateOf("offers"), genericOfferTemplate),
  stockTemplate: startsWith(templateOf("stock"), genericStockTemplate),
  orderProfile: startsWith(orderProfileSchema, orderProfileSchema.parse(starter.orders)),
  stockProfile: startsWith(stockProfileSchema, genericStockProfile),
});

/** The settings of a channel that shows no form for files: none is carried until an account gives its template. */
export const sheetsIfGiven = {
  listingTemplate: editedAsJson(templateOf("listings")).optional(),
  offerTemplate: editedAsJson(templateOf("offers")).optional(),
  stockTemplate: editedAsJson(templateOf("stock")).optional(),
  orderProfile: editedAsJson(orderProfileSchema).optional(),
  stockProfile: editedAsJson(stockProfileSchema).optional(),
} satisfies Record<keyof SheetSettings, z.ZodType>;
