/** Hưng Yên in the list of provinces since 01/07/2025. */
const ownProvince = "33";

/** The zone whose shipping option an address in this province gets. */
export const shippingZoneOf = (provinceCode: string): "hung-yen" | "vn" => (provinceCode === ownProvince ? "hung-yen" : "vn");
