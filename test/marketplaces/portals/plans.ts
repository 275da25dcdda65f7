import type { OrderStatus } from "./state.ts";

/**
 * What sets one portal apart. None of the three publishes its sheets: headers are those of our own contract ("Sheet template"),
 * varied as three owners would vary them; addresses and Voso's words are the ones that were seen of the real sites.
 */
export interface PortalPlan {
  readonly code: "postmart" | "voso" | "ketnoiocop";
  readonly title: string;
  readonly words: Readonly<Record<OrderStatus, string>>;
  readonly listing: Readonly<Record<"sku" | "name" | "price" | "stock" | "weight" | "description", string>>;
  readonly order: {
    readonly title: string;
    readonly headers: readonly [
      order: string,
      placed: string,
      changed: string,
      state: string,
      sku: string,
      name: string,
      quantity: string,
      price: string,
      buyer: string,
      phone: string,
      address: string,
    ];
    /** How it writes đồng and a moment of Viet Nam's clock. */
    readonly money: (amount: number) => string;
    readonly moment: (at: number) => string;
  };
  readonly stock: readonly [sku: string, left: string, held: string, taken: string];
  readonly pagePath: (slug: string, id: number) => string;
  /** The product's number in such a path. */
  readonly idIn: RegExp;
  /** An order that is not confirmed within so long cancels itself. */
  readonly confirmMs?: number;
}

const parts = (at: number) => new Date(at + 7 * 3_600_000).toISOString();
const dotted = (amount: number) => amount.toString().replace(/\B(?=(\d{3})+$)/g, ".");
const dayFirst = (at: number) => `${parts(at).slice(0, 10).split("-").reverse().join("/")} ${parts(at).slice(11, 16)}`;

export const portalPlans: Readonly<Record<PortalPlan["code"], PortalPlan>> = {
  postmart: {
    code: "postmart",
    title: "Buudien.vn (Postmart)",
    words: {
      placed: "Chờ xác nhận",
      confirmed: "Đã xác nhận",
      packed: "Đã đóng gói",
      shipping: "Đang giao hàng",
      delivered: "Giao thành công",
      cancelled: "Đã hủy",
      returned: "Đã hoàn",
    },
    listing: {
      sku: "Mã sản phẩm (SKU)",
      name: "Tên sản phẩm",
      price: "Giá niêm yết",
      stock: "Tồn kho",
      weight: "Khối lượng (g)",
      description: "Mô tả chi tiết",
    },
    order: {
      title: "Báo cáo đơn hàng",
      headers: [
        "Mã đơn hàng",
        "Ngày đặt hàng",
        "Ngày cập nhật",
        "Trạng thái đơn hàng",
        "Mã sản phẩm (SKU)",
        "Tên sản phẩm",
        "Số lượng",
        "Đơn giá",
        "Người nhận",
        "Số điện thoại",
        "Địa chỉ nhận hàng",
      ],
      money: (amount) => `${dotted(amount)} đ`,
      moment: dayFirst,
    },
    stock: ["Mã sản phẩm (SKU)", "Tồn kho", "Đang giữ", "Thời điểm xuất"],
    pagePath: (slug, id) => `/p/${slug}-${id}.html`,
    idIn: /^\/p\/[a-z0-9-]*?-?(\d+)\.html$/,
  },
  voso: {
    code: "voso",
    title: "Voso (Vỏ Sò)",
    words: {
      placed: "Chờ duyệt",
      confirmed: "Đã duyệt",
      packed: "Chờ xuất kho",
      shipping: "Đang giao",
      delivered: "Đã giao",
      cancelled: "Hủy",
      returned: "Hoàn",
    },
    listing: {
      sku: "Mã sản phẩm (SKU)",
      name: "Tên sản phẩm",
      price: "Giá bán",
      stock: "Tồn kho",
      weight: "Khối lượng (g)",
      description: "Mô tả chi tiết",
    },
    order: {
      title: "",
      headers: [
        "MÃ ĐƠN",
        "THỜI GIAN ĐẶT",
        "CẬP NHẬT LÚC",
        "TÌNH TRẠNG",
        "SKU",
        "SẢN PHẨM",
        "SL",
        "GIÁ BÁN",
        "KHÁCH HÀNG",
        "SĐT",
        "ĐỊA CHỈ",
      ],
      money: (amount) => amount.toString().replace(/\B(?=(\d{3})+$)/g, ","),
      moment: (at) => `${parts(at).slice(0, 10)} ${parts(at).slice(11, 19)}`,
    },
    stock: ["SKU", "CÒN BÁN", "ĐANG GIỮ", "LÚC XUẤT"],
    pagePath: (slug, id) => `/san-pham/${slug}-${id}`,
    idIn: /^\/san-pham\/[a-z0-9-]*?-?(\d+)$/,
    confirmMs: 24 * 3_600_000,
  },
  ketnoiocop: {
    code: "ketnoiocop",
    title: "Kết nối OCOP (ketnoiocop.vn)",
    words: {
      placed: "Mới",
      confirmed: "Đã xác nhận",
      packed: "Đã đóng gói",
      shipping: "Đang giao",
      delivered: "Đã giao",
      cancelled: "Đã huỷ",
      returned: "Đã hoàn",
    },
    listing: {
      sku: "Mã sản phẩm (SKU)",
      name: "Tên sản phẩm",
      price: "Giá niêm yết",
      stock: "Tồn kho",
      weight: "Khối lượng (g)",
      description: "Mô tả chi tiết",
    },
    order: {
      title: "Danh sách đơn hàng",
      headers: [
        "Số đơn hàng",
        "Ngày tạo",
        "Ngày cập nhật",
        "Trạng thái",
        "Mã hàng",
        "Tên sản phẩm",
        "Số lượng",
        "Giá",
        "Tên người nhận",
        "Điện thoại",
        "Địa chỉ giao hàng",
      ],
      money: (amount) => `${amount}.0`,
      moment: dayFirst,
    },
    stock: ["Mã hàng", "Số lượng còn", "Đang giữ", "Ngày xuất"],
    pagePath: (slug, id) => `/chi-tiet/${id}/${slug}`,
    idIn: /^\/chi-tiet\/(\d+)\//,
  },
};
