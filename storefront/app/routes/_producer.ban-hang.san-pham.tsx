import { data, redirect } from "react-router";
import { openDesk, refusalOf } from "../backend/desk.server.ts";
import { DeskProductCard } from "../components/desk-product.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import type { Route } from "./+types/_producer.ban-hang.san-pham";

export const meta: Route.MetaFunction = () => [{ title: "Sản phẩm | Bàn bán hàng" }, { name: "robots", content: "noindex" }];

export async function loader({ request }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const [products, accounts] = await Promise.all([desk.products(), desk.accounts()]);
  return { products, accounts, said: said[new URL(request.url).searchParams.get("xong") ?? ""] };
}

const said: Readonly<Record<string, string>> = {
  save: "Đã lưu. Các sàn sẽ đổi theo trong ít phút.",
  publish: "Đã ghi nhận. Tình trạng trên sàn sẽ đổi trong ít phút; tải lại trang để xem.",
  "take-down": "Đã ghi nhận. Sản phẩm sẽ được ẩn trên sàn trong ít phút.",
  "keep-ours": "Đã giữ của bạn. Hệ thống sẽ ghi lại lên sàn.",
  "take-theirs": "Đã lấy theo sàn, và áp dụng ở mọi nơi.",
};

/** `1.234.000`, `1 234 000 ₫` and `1234000` are one number. */
function readWhole(text: string): number | undefined {
  const digits = text.replace(/[\s.,₫đ]/g, "");
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}

export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const intent = formText(form, "intent");
  const variant = encodeURIComponent(formText(form, "variant"));
  const no = (refused: string) => data({ refused }, { status: 422 });
  let refused: string | undefined;
  if (intent === "save") {
    const price = readWhole(formText(form, "price"));
    const stock = readWhole(formText(form, "stock"));
    if (price === undefined) return no("Giá chỉ gồm chữ số, ví dụ 120000.");
    if (stock === undefined) return no("Số trong kho chỉ gồm chữ số, ví dụ 25.");
    // Only what the person changed: a parcel may have left since the page was shown, and its unit must not come back.
    const change = {
      ...(String(price) === formText(form, "shown-price") ? {} : { price }),
      ...(String(stock) === formText(form, "shown-stock") ? {} : { stock }),
    };
    refused = Object.keys(change).length ? await refusalOf(desk.post(`/products/${variant}`, change)) : undefined;
  } else if (intent === "publish" || intent === "take-down")
    refused = await refusalOf(
      desk.post(`/products/${variant}/publish`, { account_id: formText(form, "account"), live: intent === "publish" }),
    );
  else if (intent === "keep-ours" || intent === "take-theirs")
    refused = await refusalOf(
      desk.post(`/listings/${encodeURIComponent(formText(form, "listing"))}/resolve`, {
        field: formText(form, "field"),
        take: intent === "keep-ours" ? "ours" : "theirs",
      }),
    );
  else return no("Không rõ việc cần làm.");
  if (refused) return no(refused);
  return redirect(`/ban-hang/san-pham?xong=${intent}`);
}

export default function Products({ loaderData: { products, accounts, said: done }, actionData }: Route.ComponentProps) {
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl sm:text-3xl">Sản phẩm của tôi</h1>
        <p className="mt-1 text-ink-soft">
          Một kho chung cho mọi nơi bán. Chế độ chặt (không bao giờ bán quá số có) chưa có; hiện dùng chế độ chung với mức chấp
          nhận do bạn đặt.
        </p>
      </div>
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      {done && !actionData ? <Notice tone="good" title={done} /> : null}
      {products.length === 0 ? <p className="card p-4">Chưa có sản phẩm nào đăng ký bán.</p> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {products.map((product) => (
          <DeskProductCard key={product.variant_id} product={product} accounts={accounts} />
        ))}
      </div>
    </div>
  );
}
