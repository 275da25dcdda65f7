import { defineTexts } from "connectors/contract";

export const listingTexts = defineTexts(
  "listings",
  {
    "no-product": "Không có sản phẩm này.",
    foreign: "Sản phẩm này không thuộc gian hàng đó. Hãy chọn gian hàng của chủ thể có sản phẩm.",
    alcohol: "Đồ uống có cồn chưa được bán trực tuyến: chưa có bước xác nhận tuổi người mua.",
    "no-price": "{product}: chưa có giá. Hãy nhập giá bán.",
    "no-weight": "{product}: chưa có khối lượng. Hãy nhập khối lượng cả gói.",
    "not-published": "Không đăng được. Hãy thử lại.",
    "no-sign-in": "{channel} không có trang đăng nhập: trao đổi bằng tệp, không cần kết nối.",
    "consent-title": "Kết nối gian hàng",
    "consent-spent": "Liên kết này đã dùng rồi hoặc đã hết hạn. Hãy quay lại trang gian hàng và bấm “Kết nối” lần nữa.",
  },
  {
    "no-product": "There is no such product.",
    foreign: "This product does not belong to that shop. Choose a shop of the producer who has it.",
    alcohol: "Alcoholic drinks are not sold online yet: buyers' age is not checked.",
    "no-price": "{product}: there is no price. Enter a price.",
    "no-weight": "{product}: there is no weight. Enter the weight of the whole parcel.",
    "not-published": "It could not be listed. Try again.",
    "no-sign-in": "{channel} has no sign-in page: it works by files and needs no connection.",
    "consent-title": "Connect a shop",
    "consent-spent": "This link was used before or has ended. Go back to the shop's page and press “Connect” again.",
  },
);
