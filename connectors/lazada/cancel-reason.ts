interface Option {
  readonly reason_id: string;
  readonly reason_name?: string | null | undefined;
}

/** Lazada sets a SKU's stock to 0 for these two (DOC:121329). Ids differ by country, so the words count beside them. */
const outOfStock = ({ reason_id, reason_name }: Option) =>
  reason_id === "10000021" || /out of stock|hết hàng/i.test((reason_name ?? "").normalize("NFC"));
const wrongPrice = ({ reason_id, reason_name }: Option) =>
  reason_id === "10000023" || /pric|giá/i.test((reason_name ?? "").normalize("NFC"));

/** The reason that fits what the shop said; another only if Lazada offers none that leaves stock alone. */
export function cancelReason(options: readonly Option[], reason: string): string | undefined {
  const empties = reason === "OUT_OF_STOCK";
  const fitting = options.find((option) => (empties ? outOfStock(option) : !outOfStock(option) && !wrongPrice(option)));
  return (fitting ?? options[0])?.reason_id;
}
