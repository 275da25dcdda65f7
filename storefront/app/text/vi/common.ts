import { formatCount, formatVnd, formatWeight } from "./numbers.ts";

export const common = {
  shopName: "OCOP Hưng Yên",
  pageTitle: ({ page }: { page: string }) => `${page} | OCOP Hưng Yên`,
  language: { label: "Ngôn ngữ" },
  page: { skip: "Đến nội dung chính", navigation: "Chính" },
  field: { optional: "(không bắt buộc)" },
  stars: ({ stars }: { stars: number }) => `OCOP ${stars} sao`,
  count: ({ count }: { count: number }) => formatCount(count),
  money: ({ amount }: { amount: number }) => formatVnd(amount),
  weight: ({ grams }: { grams: number }) => formatWeight(grams),
  simulated: "mô phỏng",
  signIn: {
    phone: "Số điện thoại",
    password: "Mật khẩu",
    send: "Đăng nhập",
    sending: "Đang đăng nhập…",
    empty: "Vui lòng nhập số điện thoại và mật khẩu.",
    wrong: "Số điện thoại hoặc mật khẩu không đúng.",
    tooOften: "Đã thử quá nhiều lần. Vui lòng đợi khoảng một phút rồi thử lại.",
    passwordSet: "Đã xong. Mời đăng nhập bằng số điện thoại và mật khẩu của bạn.",
  },
  problem: {
    code: ({ code }: { code: number }) => `Mã lỗi ${code}`,
    home: "Về trang chủ",
    products: "Xem sản phẩm",
    cart: "Mở giỏ hàng",
    notFound: {
      title: "Không tìm thấy trang này",
      text: "Đường dẫn có thể đã đổi, hoặc sản phẩm không còn bán. Mời bạn tìm lại trong danh mục.",
    },
    away: {
      title: "Cửa hàng đang bận, xin thử lại sau ít phút",
      text: "Phần lưu sản phẩm và đơn hàng chưa trả lời; giỏ hàng của bạn vẫn được giữ. Nếu vừa bấm đặt hàng thì chưa rõ đơn đã được đặt hay chưa: hãy mở lại giỏ hàng, một giỏ chỉ thành một đơn.",
    },
    tooOften: { title: "Bạn thao tác hơi nhanh", text: "Vui lòng đợi khoảng một phút rồi thử lại." },
    other: {
      title: "Có lỗi xảy ra ở phía cửa hàng",
      text: "Lỗi đã được ghi lại để người vận hành xem. Mời bạn thử lại hoặc quay về trang chủ.",
    },
  },
};
