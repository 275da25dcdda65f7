import { isRouteErrorResponse, Link } from "react-router";

const words: Readonly<Record<number, { readonly title: string; readonly text: string }>> = {
  404: {
    title: "Không tìm thấy trang này",
    text: "Đường dẫn có thể đã đổi, hoặc sản phẩm không có trong danh sách đăng ký.",
  },
  429: { title: "Thao tác hơi nhanh", text: "Vui lòng đợi khoảng một phút rồi thử lại." },
  503: {
    title: "Hệ thống đang bận, xin thử lại sau ít phút",
    text: "Phần tính số liệu chưa trả lời. Nếu vừa ghi một quyết định thu hồi, hãy tìm lại chứng nhận đó trước khi ghi lần nữa.",
  },
};
const other = {
  title: "Có lỗi xảy ra ở phía hệ thống",
  text: "Lỗi đã được ghi lại để người vận hành xem. Mời thử lại, hoặc quay về trang độ phủ.",
};

export function BoardProblem({ error }: { error: unknown }) {
  const code = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = words[code] ?? other;
  return (
    <div className="mx-auto max-w-xl py-8 text-center">
      <p className="figure text-sm font-semibold text-ink-soft">Mã {code}</p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title}</h1>
      <p className="mt-3 text-ink-soft">{text}</p>
      <p className="mt-6">
        <Link className="button button-primary" to="/so">
          Về trang độ phủ
        </Link>
      </p>
    </div>
  );
}
