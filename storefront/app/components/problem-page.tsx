import { isRouteErrorResponse, Link } from "react-router";

/** What a person reads when a page cannot be shown: what happened, whose move it is, and a way on. */
export function ProblemPage({ error }: { error: unknown }) {
  const { title, text, code } = wordsFor(error);
  return (
    <div className="mx-auto max-w-xl py-8 text-center">
      <p className="figure text-sm font-semibold text-ink-soft">Mã {code}</p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title}</h1>
      <p className="mt-3 text-ink-soft">{text}</p>
      <p className="mt-6 flex flex-wrap justify-center gap-3">
        <Link className="button button-primary" to="/">
          Về trang chủ
        </Link>
        <Link className="button button-quiet" to="/san-pham">
          Xem sản phẩm
        </Link>
      </p>
    </div>
  );
}

function wordsFor(error: unknown): { title: string; text: string; code: number } {
  const code = isRouteErrorResponse(error) ? error.status : 500;
  if (code === 404) {
    return {
      code,
      title: "Không tìm thấy trang này",
      text: "Đường dẫn có thể đã đổi, hoặc sản phẩm không còn bán. Mời bạn tìm lại trong danh mục.",
    };
  }
  if (code === 503) {
    return {
      code,
      title: "Cửa hàng đang bận, xin thử lại sau ít phút",
      text: "Phần lưu sản phẩm và đơn hàng chưa trả lời. Giỏ hàng của bạn vẫn được giữ; chưa có đơn nào được đặt thêm.",
    };
  }
  if (code === 429) {
    return { code, title: "Bạn thao tác hơi nhanh", text: "Vui lòng đợi khoảng một phút rồi thử lại." };
  }
  return {
    code,
    title: "Có lỗi xảy ra ở phía cửa hàng",
    text: "Lỗi đã được ghi lại để người vận hành xem. Mời bạn thử lại hoặc quay về trang chủ.",
  };
}
