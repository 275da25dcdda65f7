export const common = {
  shopName: "OCOP Hưng Yên",
  language: { label: "Ngôn ngữ" },
};
