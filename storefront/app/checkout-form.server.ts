import { formText } from "./form-text.ts";
import { readMobile } from "./phone.ts";

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
): Partial<Record<CheckoutField, string>> {
  const errors: Partial<Record<CheckoutField, string>> = {};
  if (values.name.length < 2) errors.name = "Vui lòng ghi họ và tên người nhận.";
  else if (values.name.length > 100) errors.name = "Họ và tên dài quá 100 ký tự.";
  if (!readMobile(values.phone)) {
    errors.phone = "Số điện thoại di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.";
  }
  if (!provinces.some((province) => province.code === values.province)) errors.province = "Vui lòng chọn tỉnh hoặc thành phố.";
  else if (!communes.some((commune) => commune.code === values.commune)) {
    errors.commune = "Vui lòng chọn xã hoặc phường của tỉnh, thành phố này.";
  }
  if (values.street.length < 3) errors.street = "Vui lòng ghi số nhà, đường hoặc thôn để người giao tìm được.";
  else if (values.street.length > 200) errors.street = "Địa chỉ dài quá 200 ký tự.";
  if (values.note.length > 500) errors.note = "Ghi chú dài quá 500 ký tự.";
  return errors;
}
