import type { ConnectorErrorKind } from "../contract/index.ts";
import type { Failure, FailureTable } from "../kit/failure-table.ts";

const failure =
  (kind: ConnectorErrorKind, owner: Failure["owner"], refusal?: true) =>
  (vietnamese: string): Failure => ({ kind, owner, vietnamese, ...(refusal ? { refusal } : {}) });

const signIn = failure("auth", "seller");
const ours = failure("validation", "operator", true);
const no = failure("rejected", "seller", true);
const busy = failure("retryable", "nobody");

const again = signIn("Phiên đăng nhập Shopee không còn dùng được. Hãy đăng nhập lại gian hàng Shopee.");
const promotion = no(
  "Sản phẩm đang trong chương trình khuyến mại nên Shopee khoá thay đổi này. Hãy đợi chương trình kết thúc.",
);
const tryLater = busy("Shopee đang bận. Hệ thống sẽ tự xem lại.");

/**
 * Codes of the API pages' error lists, without the module prefix. A refusal is a closed list: whatever is not here, or is
 * retryable, is no answer for a write (sync-protocol, result 6).
 */
export const shopeeFailures: FailureTable = {
  broad: [
    {
      match: /reserved stock/i,
      failure: no("Số lượng thấp hơn phần Shopee đã giữ cho khuyến mại. Hãy tăng số lượng hoặc kết thúc khuyến mại."),
    },
    {
      match: /timestamp/i,
      failure: failure("validation", "operator", true)("Đồng hồ của máy chủ lệch quá 5 phút. Hãy chỉnh lại giờ."),
    },
    {
      match: /multi warehouse|lack of location_id/i,
      failure: ours("Gian hàng Shopee có nhiều kho, hệ thống chưa hỗ trợ. Hãy báo người vận hành."),
    },
  ],
  exact: {
    invalid_acceess_token: again,
    invalid_access_token: again,
    error_auth: again,
    error_shop_refresh_token: again,
    refresh_token_expired: again,
    shop_access_expired: again,
    shop_no_linked: again,
    partner_shop_no_link: again,
    invalid_code: signIn("Mã đồng ý đã dùng hoặc quá 10 phút. Hãy mở lại trang đăng nhập Shopee."),
    shop_banned: signIn("Shopee đã khoá gian hàng này. Hãy liên hệ Shopee để được mở lại."),
    error_sign: ours("Shopee không nhận chữ ký của ứng dụng. Hãy kiểm tra khoá đối tác."),
    error_param: ours("Shopee không nhận dữ liệu đã gửi. Hãy báo người vận hành."),
    error_data: ours("Shopee không nhận dữ liệu đã gửi. Hãy báo người vận hành."),
    error_shop: ours("Shopee không nhận mã gian hàng. Hãy kiểm tra cài đặt tài khoản."),
    error_item_not_found: no("Không còn sản phẩm này trên Shopee. Hãy đăng lại nếu vẫn muốn bán."),
    error_item_not_belong_shop: no("Sản phẩm này không thuộc gian hàng đã đăng nhập. Hãy kiểm tra tài khoản."),
    error_permission: ours("Ứng dụng chưa được Shopee cấp quyền này. Hãy xin quyền trong Console."),
    error_api_permission: ours("Ứng dụng chưa được Shopee cấp quyền này. Hãy xin quyền trong Console."),
    error_api_call_restricted: ours("Shopee đang hạn chế ứng dụng. Hãy xem thông báo trong Console."),
    api_suspended: ours("Shopee đã tạm ngừng ứng dụng. Hãy xem thông báo trong Console."),
    source_ip_undeclared: ours("Địa chỉ máy chủ chưa khai trong Console của Shopee. Hãy thêm địa chỉ."),
    error_partner_key_expired: ours("Khoá đối tác Shopee đã hết hạn. Hãy tạo khoá mới trong Console."),
    error_kyc_auth: ours("Shopee cần xác minh chủ ứng dụng. Hãy hoàn tất trong Console."),
    error_rate_limit: failure("rate-limited", "nobody")("Gọi Shopee quá nhanh. Hệ thống sẽ tự chờ."),
    error_limit: failure("rate-limited", "nobody")("Hết lượt gọi Shopee trong ngày. Hệ thống sẽ tiếp tục sau 0 giờ (UTC+8)."),
    error_network: tryLater,
    error_server: tryLater,
    error_inner: tryLater,
    error_system_busy: tryLater,
    error_update_price_fail: tryLater,
    error_unlist_item_failed: tryLater,
    error_busi_update_stock_failed: tryLater,
    error_cannt_edit_stock_in_promotion: promotion,
    error_promotion_cantnot_update_stock: promotion,
    error_model_update_stock_model_in_promotion: promotion,
    error_cannt_edit_price_in_promotion: promotion,
    error_in_item_promotion_item_price_lock: promotion,
    error_cannot_update_price_in_promotion: promotion,
    error_cannt_unlisted_in_promotion: promotion,
    error_in_item_promotion_unlsit_lock: promotion,
    error_unlist_in_promotion: promotion,
    error_busi_cannot_delist_reviewing_or_banned_item: no(
      "Shopee đang duyệt hoặc đã khoá sản phẩm này. Hãy đợi hoặc xem lý do trên Shopee.",
    ),
    error_item_uneditable: no("Shopee không cho sửa sản phẩm này lúc này. Hãy xem trạng thái trên Shopee."),
    error_seller_under_penalty: no("Gian hàng đang bị Shopee phạt nên không sửa được. Hãy xem thông báo của Shopee."),
    error_category_is_block: no("Shopee không cho bán ngành hàng này. Hãy chọn ngành hàng khác."),
    error_holiday_mode_change_stock: no("Gian hàng đang ở chế độ nghỉ. Hãy tắt chế độ nghỉ trên Shopee."),
    error_edit_item_stock_for_item_has_model: ours("Sản phẩm trên Shopee có phân loại. Hãy báo người vận hành."),
    error_edit_item_price_for_item_has_model: ours("Sản phẩm trên Shopee có phân loại. Hãy báo người vận hành."),
    error_wms_shop_block_upate_stock: no("Hàng do kho Shopee giữ nên không sửa số lượng được. Hãy sửa trong kho Shopee."),
    error_status_limit: no("Đơn không còn ở trạng thái cho phép làm việc này. Hãy xem đơn trên Shopee."),
    order_list_invalid_time: ours("Khoảng thời gian đọc đơn không hợp lệ. Hãy báo người vận hành."),
  },
};
