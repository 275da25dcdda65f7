import { defineTexts, renderText, type Text } from "connectors/contract";
import { connectorTexts } from "connectors/edges";

export const channelsTexts = defineTexts(
  "channels",
  {
    retired: "Gian hàng {account} đã ngừng kết nối.",
    "sign-in": "Gian hàng {account} cần đăng nhập lại để tiếp tục đồng bộ.",
    paused: "Gian hàng {account} đang tạm dừng đồng bộ.",
    conflict: "Sàn đang hiển thị khác với dữ liệu của ta. Hãy chọn giữ bên nào.",
    refused: "Sàn từ chối sản phẩm này.",
    "many-found": "Trên sàn có nhiều sản phẩm cùng mã SKU. Hãy chọn sản phẩm đúng.",
    "not-approved": "Sàn không duyệt sản phẩm.",
    "not-approved-because": "Sàn không duyệt sản phẩm: {reason}",
    "in-review": "Sàn đang duyệt sản phẩm.",
    gone: "Sản phẩm không còn trên sàn.",
    live: "Đang bán trên sàn.",
    "live-look-only": "Đang bán trên sàn; gian hàng mới chỉ xem.",
    "not-wanted": "Chưa đăng lên sàn này.",
    "look-only": "Gian hàng đang ở chế độ chỉ xem. Hãy cho phép đồng bộ để đăng bán.",
    hidden: "Đã có trên sàn, đang chờ mở bán.",
    waiting: "Đang chờ đăng lên sàn.",
    twin: "Trên sàn có thêm sản phẩm cùng mã {sku} ({twins}). Hãy ẩn sản phẩm thừa.",
    "not-its-kind":
      "Số tồn trên sàn không khớp công thức của sàn (bán được = tổng − đang giữ). Hệ thống chuyển sang cách ghi tồn an toàn hơn; hãy báo người vận hành.",
    "key-lost":
      "Thiếu khoá mã hoá “{key}”, nên không mở được thông tin đăng nhập của gian hàng này. Hãy thêm lại khoá vào CREDENTIAL_KEY rồi khởi động lại, hoặc kết nối lại gian hàng.",
    "as-written": "{sentence}",
  },
  {
    retired: "The shop {account} is no longer connected.",
    "sign-in": "The shop {account} must be signed in again before it goes on being kept equal.",
    paused: "The shop {account} is paused.",
    conflict: "The channel shows something else than we do. Choose which to keep.",
    refused: "The channel refuses this product.",
    "many-found": "The channel has several products with this SKU. Choose the right one.",
    "not-approved": "The channel did not approve the product.",
    "not-approved-because": "The channel did not approve the product: {reason}",
    "in-review": "The channel is reviewing the product.",
    gone: "The product is no longer on the channel.",
    live: "On sale on the channel.",
    "live-look-only": "On sale on the channel; the shop is look-only so far.",
    "not-wanted": "Not listed on this channel.",
    "look-only": "The shop is look-only. Release it to put the product on sale.",
    hidden: "It is on the channel and waits to go on sale.",
    waiting: "It waits to be listed on the channel.",
    twin: "The channel has more products with the SKU {sku} ({twins}). Hide the ones that are not needed.",
    "not-its-kind":
      "The channel's stock does not add up as it should (sellable = total − held). Stock is written in a safer way from now on; tell the operator.",
    "key-lost":
      "The credential key “{key}” is missing, so this shop's sign-in cannot be opened. Put it back into CREDENTIAL_KEY and start again, or connect the shop anew.",
    "as-written": "{sentence}",
  },
);

/** For support, beside the text itself. */
export function inEnglish(text: Text): string {
  return renderText([channelsTexts.catalogue, ...connectorTexts], text, "en") ?? text.code;
}
