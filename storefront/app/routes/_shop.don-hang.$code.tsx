import { data, Link } from "react-router";
import { lookUpOrder } from "../backend/orders.server.ts";
import { OrderSummary } from "../components/order-summary.tsx";
import { readOrderCookie } from "../order-cookie.server.ts";
import type { Route } from "./+types/_shop.don-hang.$code";

export const meta: Route.MetaFunction = () => [{ title: "Đơn hàng | OCOP Hưng Yên" }, { name: "robots", content: "noindex" }];

export async function loader({ request, params }: Route.LoaderArgs) {
  const placed = await readOrderCookie(request);
  const order = placed?.code === params.code ? await lookUpOrder(placed.code, placed.phone) : undefined;
  return data({ code: params.code, order }, { headers: { "cache-control": "no-store" } });
}

export default function OrderPage({ loaderData: { code, order } }: Route.ComponentProps) {
  if (!order) {
    return (
      <>
        <h1 className="text-3xl">Đơn hàng</h1>
        <p className="mt-3 mb-5">Để xem đơn này, vui lòng nhập mã đơn cùng số điện thoại đã đặt.</p>
        <Link className="button button-primary" to={`/tra-cuu?code=${encodeURIComponent(code)}`}>
          Tra cứu đơn
        </Link>
      </>
    );
  }
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <div>
        <h1 className="text-3xl">Cảm ơn bạn đã đặt hàng</h1>
        <p className="mt-2">
          Người bán sẽ gọi để xác nhận. Hãy ghi lại mã <strong className="figure">{order.code}</strong>: mã này cùng số điện
          thoại giúp bạn xem hoặc huỷ đơn.
        </p>
      </div>
      <OrderSummary order={order} />
      <p className="flex flex-wrap gap-3">
        <Link className="button button-quiet" to={`/tra-cuu?code=${encodeURIComponent(order.code)}`}>
          Tra cứu hoặc huỷ đơn
        </Link>
        <Link className="button button-quiet" to="/san-pham">
          Xem thêm sản phẩm
        </Link>
      </p>
    </div>
  );
}
