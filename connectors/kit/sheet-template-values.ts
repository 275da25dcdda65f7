import type { Listing } from "../contract/index.ts";
import type { SheetCell } from "../sheets/index.ts";
import type { SheetColumn, SheetField, SheetTemplate } from "./sheet-template.ts";

/** What one row is made of; a size is in millimetres, a price in đồng, a day as `2026-01-31`. */
export type RowValues = Partial<Record<SheetField, string | number | boolean>>;

const pictureFields = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((place) => `picture${place}` as SheetField & `picture${number}`);
/** Fields that no listing has; a person enters them for this channel alone. */
const enteredFields = [
  "salePrice",
  "saleFrom",
  "saleTo",
  "storage",
  "ingredients",
  "warning",
  "foodSafety",
  "traceUrl",
  "video",
] as const satisfies readonly SheetField[];

/** What is simulated says so in every cell that shows it. */
export function listingValues(
  listing: Listing,
  quantity: number | undefined,
  imageMode: SheetTemplate["imageMode"],
): RowValues {
  const { certificate, sizeMillimetres: size, onChannel } = listing;
  const marked = (text: string | number) => `${text}${certificate?.simulated ? " (mô phỏng)" : ""}`;
  const pictures = listing.pictures.map(({ url, mediaType }, index) =>
    imageMode === "url" ? url : `${listing.sku}-${index + 1}.${mediaType === "image/png" ? "png" : "jpg"}`,
  );
  const entered = enteredFields.flatMap((field) => {
    const text = (onChannel.attributes[field] ?? []).join(", ").trim();
    return text ? [[field, text] as const] : [];
  });
  return present({
    sku: listing.sku,
    title: listing.title,
    category: onChannel.categoryId ?? listing.productSet,
    brand: listing.brand,
    origin: listing.origin,
    producer: listing.producerName,
    unit: listing.unit,
    packNote: listing.packNote,
    weight: listing.weightGrams,
    length: size?.length,
    width: size?.width,
    height: size?.height,
    price: listing.price,
    stock: quantity,
    shortDescription: listing.shortDescription || undefined,
    description: listing.description,
    shelfLife: listing.shelfLifeDays,
    stars: certificate && marked(`${certificate.stars} sao`),
    decisionNumber: certificate && marked(certificate.decisionNumber),
    decisionDate: certificate?.decisionDate,
    validTo: certificate?.validTo,
    selfDeclaration: listing.selfDeclarationNumber,
    gtin: listing.gtin,
    pictures: pictures.join("\n") || undefined,
    ...Object.fromEntries(pictureFields.map((field, index) => [field, pictures[index]])),
    illustration: listing.pictures.some(({ illustration }) => illustration),
    simulated: listing.simulated,
    note: listing.pictures.some(({ illustration }) => illustration) ? "Ảnh minh hoạ" : undefined,
    ...Object.fromEntries(entered),
  });
}

/** Without what is undefined. */
export const present = (values: { [Field in keyof RowValues]: RowValues[Field] | undefined }): RowValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

export function cellOf({ field, format, map, default: otherwise }: SheetColumn, values: RowValues): SheetCell {
  const value = values[field] ?? otherwise;
  if (value === undefined) return null;
  const mapped = map?.[String(value)] ?? value;
  if (typeof mapped === "boolean") return mapped ? "Có" : "Không";
  switch (format) {
    case "whole-number":
    case "money":
      return wholeOr(mapped, (number) => number);
    case "centimetres":
      return wholeOr(mapped, (millimetres) => Math.ceil(millimetres / 10));
    case "date-vn":
      return /^\d{4}-\d{2}-\d{2}$/.test(String(mapped)) ? String(mapped).split("-").reverse().join("/") : String(mapped);
    case "joined-images":
      return String(mapped)
        .split("\n")
        .map((url) => url.replaceAll(",", "%2C"))
        .join(",");
    case "lines":
      return field === "shelfLife" ? days(mapped) : clean(String(mapped));
    case "text":
    case "yes-no":
      return field === "shelfLife" ? days(mapped) : clean(String(mapped)).replace(/\s*\n\s*/g, " ");
  }
}

const days = (value: string | number) => (typeof value === "number" ? `${value} ngày` : value);
const wholeOr = (value: string | number, convert: (number: number) => number): SheetCell => {
  const number = typeof value === "number" ? value : /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? convert(number) : String(value);
};

/** One spelling, and nothing that a sheet cannot hold. */
const clean = (text: string) =>
  text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    // oxlint-disable-next-line no-control-regex -- these are what XML refuses
    .replace(/[\u0000-\u0009\u000B-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, " ")
    .trim();
