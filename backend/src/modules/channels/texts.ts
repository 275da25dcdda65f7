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
    "hidden-there":
      "Sản phẩm đang bị ẩn trên sàn, không phải do hệ thống. Hãy mở lại trên trang người bán, hoặc chọn ngừng bán ở đây rồi bán lại.",
    "shown-there": "Sản phẩm đã ngừng bán ở đây nhưng trên sàn liên tục được mở lại. Hãy ẩn sản phẩm trên trang người bán.",
    waiting: "Đang chờ đăng lên sàn.",
    "trouble-failing":
      "Sàn trả lời lỗi từ {since} (mã {code}). Hệ thống tự thử lại; kéo dài quá một giờ thì người vận hành cần xem lại kết nối.",
    "trouble-cut-off": "Một lượt gửi lên sàn bị ngắt giữa chừng lúc {since}. Hệ thống tự xem lại và làm tiếp.",
    "trouble-silent": "Chưa trao đổi được gì với sàn từ {since}. Kéo dài thì người vận hành cần xem lại máy xử lý.",
    twin: "Trên sàn có thêm sản phẩm cùng mã {sku} ({twins}). Hãy ẩn sản phẩm thừa.",
    "no-return": "Không tìm thấy hàng trả này.",
    "return-too-many": "Hàng trả về nhiều nhất là {most}. Hãy kiểm tra số lượng.",
    "certificate-ends":
      "Chứng nhận OCOP của {product} hết hạn ngày {until}, còn dưới {days} ngày. Hãy nộp hồ sơ đánh giá lại để giữ sao trên các sàn.",
    assumptions: "Bán vượt {oversold} theo các giả định dưới đây; đến nay {breaches} lần giả định không đúng.",
    "breach-orderVisibleWithinMs":
      "Một đơn hiện ra muộn hơn thời gian đã giả định. Hệ thống chờ lâu gấp đôi từ nay và kiểm tra lại tồn của gian hàng.",
    "breach-readSeesWriteWithinMs":
      "Sàn báo đã nhận số tồn nhưng vẫn hiện số cũ quá thời gian đã giả định. Hãy kiểm tra trên trang người bán.",
    "breach-cancelVisibleWithinMs":
      "Sàn đã bán nhiều hơn số hệ thống giải thích được. Hệ thống đang xem lại tồn; hãy kiểm tra đơn bị huỷ trên trang người bán.",
    "breach-soleStockWriter":
      "Có nơi khác đã tăng tồn trên sàn (trang người bán, chương trình khuyến mãi hay phần mềm khác). Hệ thống đưa về 0 rồi ghi lại; hãy chỉ ghi tồn tại một nơi.",
    echo: "Sàn luôn tự đổi “{ours}” thành “{theirs}”. Hệ thống ghi nhận cách viết của sàn và không ghi đè nữa.",
    "command-unknown":
      "Chưa biết sàn đã nhận thao tác cho đơn {order} hay chưa. Hãy mở đơn trên trang người bán để kiểm tra và làm tiếp tại đó.",
    "command-refused": "Sàn từ chối thao tác cho đơn {order}: {reason}",
    "unread-order":
      "Chưa đọc được đơn {order} của sàn. Những sản phẩm có thể nằm trong đơn này tạm không được tăng tồn trên sàn; hệ thống đọc lại mỗi giờ. Nếu đã xử lý đơn trên trang người bán và đã trừ kho, hãy bấm “Đã xem xong”.",
    short: "Kho thiếu {units} so với số đã bán. Hãy chọn đơn được giao trước và báo người mua của các đơn còn lại.",
    "strict-observe-only":
      "Không hứa được “không bán vượt” ở đây vì phần mềm không ghi được tồn trên sàn này. Hãy cho phép bán vượt một số lượng, hoặc ngừng bán ở sàn này.",
    "strict-sells-more-than-shown":
      "Không hứa được “không bán vượt” vì sàn này có lúc bán nhiều hơn số đang hiện. Sản phẩm để trống trên sàn; hãy cho phép bán vượt một số lượng nếu muốn bán.",
    "strict-unpaid-hidden":
      "Không hứa được “không bán vượt” vì sàn này không cho thấy đơn chưa thanh toán và không có số đang giữ. Sản phẩm để trống trên sàn; hãy cho phép bán vượt một số lượng nếu muốn bán.",
    "strict-held-there":
      "Không hứa được “không bán vượt” vì hàng nằm trong kho của sàn. Hãy cho phép bán vượt một số lượng nếu muốn hệ thống ghi tồn.",
    "strict-kit":
      "Không hứa được “không bán vượt” cho bộ sản phẩm do sàn tự ghép. Hãy cho phép bán vượt một số lượng nếu muốn bán.",
    "strict-not-its-kind":
      "Không hứa được “không bán vượt” vì số tồn trên sàn không khớp công thức của sàn. Hãy báo người vận hành.",
    "strict-others-ship":
      "Không hứa được “không bán vượt” vì đơn ở sàn này còn được xác nhận ngoài hệ thống. Hãy chỉ xác nhận đơn tại đây, hoặc cho phép bán vượt một số lượng.",
    "not-its-kind":
      "Số tồn trên sàn không khớp công thức của sàn (bán được = tổng − đang giữ). Hệ thống chuyển sang cách ghi tồn an toàn hơn; hãy báo người vận hành.",
    "key-lost":
      "Thiếu khoá mã hoá “{key}”, nên không mở được thông tin đăng nhập của gian hàng này. Hãy thêm lại khoá vào CREDENTIAL_KEY rồi khởi động lại, hoặc kết nối lại gian hàng.",
    certificate: "OCOP {stars} sao, Quyết định {decision} ngày {from}, có hiệu lực đến {until}.",
    "certificate-simulated": "OCOP {stars} sao, Quyết định {decision} ngày {from}, có hiệu lực đến {until} (mô phỏng).",
    "hand-publish": "Sàn này đăng bằng tay. Hãy mở việc cần làm, chép nội dung lên sàn rồi nộp lại đường dẫn trang.",
    "hand-change": "Nội dung của bạn đã đổi mà trang trên sàn còn bản cũ. Hãy mở việc cần làm để sửa trên sàn.",
    "hand-take-down": "Bạn đã ngừng bán ở đây. Hãy mở việc cần làm để gỡ trang trên sàn.",
    "hand-gone": "Trang đã nộp không còn trên sàn. Hãy đăng lại rồi nộp đường dẫn mới.",
    "hand-sheet": "Sàn này đăng bằng tệp. Hãy soạn tệp đăng bán, tải lên sàn rồi bấm “Đã tải lên sàn”.",
    "hand-address": "Tệp đã lên sàn mà chưa có đường dẫn trang. Hãy nộp đường dẫn để hệ thống xem.",
    "page-not-seen": "Đã nhận đường dẫn trang. Hệ thống xem thấy trang rồi mới tính là đang bán.",
    "page-unreadable": "Lần xem gần nhất chưa đọc được trang trên sàn, nên chưa biết trang còn hay mất. Hệ thống sẽ xem lại.",
    "page-changed": "Trang trên sàn hiện tên “{theirs}”, khác với “{ours}”. Hãy mở trang để xem lại.",
    "address-unreadable": "Đường dẫn không đọc được. Hãy chép lại cả đường dẫn từ thanh địa chỉ của trình duyệt.",
    "address-not-https": "Đường dẫn phải bắt đầu bằng https://. Hãy mở trang trên sàn rồi chép lại.",
    "address-private": "Đường dẫn này không phải trang ai cũng xem được. Hãy nộp đường dẫn trang sản phẩm trên sàn.",
    "address-elsewhere": "Đường dẫn không thuộc sàn này ({hosts}). Hãy nộp trang sản phẩm trên đúng sàn.",
    "address-taken": "Đường dẫn này đã được nộp cho một sản phẩm khác. Hãy nộp trang của đúng sản phẩm.",
    "address-missing": "Chưa có đường dẫn. Hãy dán đường dẫn trang sản phẩm trên sàn.",
    "no-task": "Không còn việc nào cho sản phẩm này. Hãy tải lại trang.",
    "task-older": "Nội dung vừa đổi sau khi bạn mở việc này. Hãy tải lại trang, chép bản mới rồi nộp lại.",
    "share-does-not-fit":
      "{sku}: không đủ hàng để giữ {units} cho sàn này, nên không có trong tệp. Hãy giảm số dành riêng, hoặc nộp tệp tồn kho và tệp đơn hàng mới lấy từ sàn.",
    "sheet-nothing-shared": "Chưa có sản phẩm nào được dành số riêng cho gian hàng này. Hãy đặt số dành riêng trước.",
    "sheet-not-here": "Gian hàng này không trao đổi tệp loại đó.",
    "sheet-not-yours-to-confirm": "Chỉ xác nhận được tệp đã soạn xong. Hãy tải lại trang để xem tệp.",
    "sheet-downloaded": "Tệp đã được tải về nên có thể đã lên sàn, không bỏ được nữa.",
    "taken-later": "Thời điểm lấy tệp ở sau lúc này. Hãy ghi đúng giờ đã lấy tệp từ sàn.",
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
    "hidden-there":
      "The product is hidden on the channel, and not by this system. Show it again in the seller centre, or take it off sale here and put it on sale again.",
    "shown-there":
      "The product is off sale here, and is put on sale on the channel again and again. Hide it in the seller centre.",
    waiting: "It waits to be listed on the channel.",
    "trouble-failing":
      "The channel has answered with errors since {since} (code {code}). The system tries again by itself; if it lasts more than an hour the operator has to look at the connection.",
    "trouble-cut-off": "Some work on the channel was cut off at {since}. The system looks again and goes on by itself.",
    "trouble-silent":
      "Nothing was exchanged with the channel since {since}. If it lasts the operator has to look at the workers.",
    twin: "The channel has more products with the SKU {sku} ({twins}). Hide the ones that are not needed.",
    "no-return": "This return was not found.",
    "return-too-many": "At most {most} come back. Check the quantity.",
    "certificate-ends":
      "The OCOP certificate of {product} ends on {until}, in less than {days} days. Hand in its renewal to keep the stars on the channels.",
    assumptions: "{oversold} oversold under these assumptions; breaches so far: {breaches}.",
    "breach-orderVisibleWithinMs":
      "An order was listed later than assumed. The system waits twice as long from now on and proves the shop's stock anew.",
    "breach-readSeesWriteWithinMs":
      "The channel said it took a number of stock and still shows the old one, longer than assumed. Look at the seller's site.",
    "breach-cancelVisibleWithinMs":
      "The channel sold more than can be explained. Its stock is looked at again; look for cancelled orders at the seller's site.",
    "breach-soleStockWriter":
      "Somebody else raised the stock there (the seller's site, a campaign, another software). It is set to 0 and written again; write stock in one place only.",
    echo: "The channel always turns “{ours}” into “{theirs}”. Its way of writing is accepted and not written over any more.",
    "command-unknown":
      "It is not known whether the channel did what was asked for order {order}. Open the order at the seller's site, check, and go on there.",
    "command-refused": "The channel refused what was asked for order {order}: {reason}",
    "unread-order":
      "Order {order} of the channel could not be read. What may be in it is not raised there for now; it is read again every hour. If it was dealt with at the seller's site and taken off the shelf, press “Settled”.",
    short: "{units} fewer are there than were sold. Choose which orders go first, and tell the buyers of the others.",
    "strict-observe-only":
      "“Never oversold” cannot be promised here: software cannot write this channel's stock. Allow a number to be oversold, or stop selling here.",
    "strict-sells-more-than-shown":
      "“Never oversold” cannot be promised: this channel sometimes sells more than it shows. It shows none; allow a number to be oversold to sell here.",
    "strict-unpaid-hidden":
      "“Never oversold” cannot be promised: this channel shows neither unpaid orders nor what it holds. It shows none; allow a number to be oversold to sell here.",
    "strict-held-there":
      "“Never oversold” cannot be promised: the goods are in the channel's own warehouse. Allow a number to be oversold if stock is to be written.",
    "strict-kit":
      "“Never oversold” cannot be promised for a kit the channel puts together. Allow a number to be oversold to sell it.",
    "strict-not-its-kind":
      "“Never oversold” cannot be promised: the channel's stock does not add up as it should. Tell the operator.",
    "strict-others-ship":
      "“Never oversold” cannot be promised: orders of this channel are confirmed elsewhere too. Confirm them here alone, or allow a number to be oversold.",
    "not-its-kind":
      "The channel's stock does not add up as it should (sellable = total − held). Stock is written in a safer way from now on; tell the operator.",
    "key-lost":
      "The credential key “{key}” is missing, so this shop's sign-in cannot be opened. Put it back into CREDENTIAL_KEY and start again, or connect the shop anew.",
    certificate: "OCOP {stars} stars, decision {decision} of {from}, valid until {until}.",
    "certificate-simulated": "OCOP {stars} stars, decision {decision} of {from}, valid until {until} (simulated).",
    "hand-publish":
      "This channel is listed on by hand. Open the task, copy the texts to the channel and hand back the page's address.",
    "hand-change": "Your texts have changed and the channel's page has the old ones. Open the task to change them there.",
    "hand-take-down": "You have stopped selling here. Open the task to take the page down on the channel.",
    "hand-gone": "The page that was handed in is no longer on the channel. List it again and hand in the new address.",
    "hand-sheet": "This channel is listed on by file. Have the listing file written, upload it there and press “Uploaded”.",
    "hand-address":
      "The file is on the channel and its page has no address here. Hand in the address so that it can be looked at.",
    "page-not-seen": "The page's address is here. It counts as on sale once the system has seen the page.",
    "page-unreadable":
      "The last look could not read the channel's page, so nobody knows whether it is there. The system will look again.",
    "page-changed": "The channel's page shows the title “{theirs}”, not “{ours}”. Open the page and look.",
    "address-unreadable": "The address cannot be read. Copy all of it from the browser's address bar.",
    "address-not-https": "The address must begin with https://. Open the page on the channel and copy it again.",
    "address-private": "Not everybody can open this address. Hand in the product's page on the channel.",
    "address-elsewhere": "The address is not of this channel ({hosts}). Hand in the product's page on the right channel.",
    "address-taken": "This address was handed in for another product. Hand in the page of the right product.",
    "address-missing": "There is no address. Paste the address of the product's page on the channel.",
    "no-task": "Nothing is left to do for this product. Reload the page.",
    "task-older": "The texts changed after you opened this task. Reload the page, copy the new ones and hand in again.",
    "share-does-not-fit":
      "{sku}: there is not enough to keep {units} for this channel, so it is not in the file. Lower the share, or hand in a stock file and an order file newly taken from the channel.",
    "sheet-nothing-shared": "No product has a share for this shop. Set a share first.",
    "sheet-not-here": "This shop does not work by such files.",
    "sheet-not-yours-to-confirm": "Only a file that is written can be confirmed. Reload the page to see the file.",
    "sheet-downloaded": "The file was downloaded and may be on the channel, so it can no longer be dropped.",
    "taken-later": "The file was taken later than now. Write when it was really taken from the channel.",
    "as-written": "{sentence}",
  },
);

/** For support, beside the text itself. */
export function inEnglish(text: Text): string {
  return renderText([channelsTexts.catalogue, ...connectorTexts], text, "en") ?? text.code;
}
