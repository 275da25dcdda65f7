import type { Listing, Problem } from "../contract/index.ts";
import type { SheetTemplate } from "./sheet-template.ts";
import { listingRows } from "./sheet-template-rows.ts";

/** What a listing lacks for that sheet; whether its certificate is valid is asked on the day it is written. */
export const checkCarriedListing = (template: SheetTemplate, listing: Listing): readonly Problem[] =>
  listingRows(template, [listing], {}).problems.map((problem) => ({ ...problem, source: "listing sheet template" }));
