import { formText } from "./form-text.ts";
import { readMobile } from "./phone.ts";
import type { Texts } from "./text/texts.ts";

export const checkoutFields = ["name", "phone", "province", "commune", "street", "note"] as const;
export type CheckoutField = (typeof checkoutFields)[number];
export type CheckoutValues = Record<CheckoutField, string>;

/** What was typed, trimmed and in one form of Unicode, to be shown again beside what is wrong with it. */
export function readCheckoutValues(form: FormData): CheckoutValues {
  return Object.fromEntries(checkoutFields.map((name) => [name, formText(form, name)])) as CheckoutValues;
}

export function checkCheckout(
  values: CheckoutValues,
  provinces: readonly { code: string }[],
  communes: readonly { code: string }[],
  says: Texts["shop"]["checkout"]["errors"],
): Partial<Record<CheckoutField, string>> {
  const errors: Partial<Record<CheckoutField, string>> = {};
  if (values.name.length < 2) errors.name = says.nameMissing;
  else if (values.name.length > 100) errors.name = says.nameLong;
  if (!readMobile(values.phone)) {
    errors.phone = says.phone;
  }
  if (!provinces.some((province) => province.code === values.province)) errors.province = says.province;
  else if (!communes.some((commune) => commune.code === values.commune)) {
    errors.commune = says.commune;
  }
  if (values.street.length < 3) errors.street = says.streetMissing;
  else if (values.street.length > 200) errors.street = says.streetLong;
  if (values.note.length > 500) errors.note = says.noteLong;
  return errors;
}
