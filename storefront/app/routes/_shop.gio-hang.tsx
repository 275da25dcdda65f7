import { data, Form, Link, useNavigation } from "react-router";
import { BackendRefused } from "../backend/backend.server.ts";
import { changeLine, countOf, lineTitle, readCart, totalOf } from "../backend/cart.server.ts";
import { isNotEnough, sentence } from "../backend/sentence.server.ts";
import { readCartCookie, writeCartCookie } from "../cart-cookie.server.ts";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { leadToPlacedOrder } from "../placed-order.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.gio-hang";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, shop } = textsOf(matches);
  return [{ title: common.pageTitle({ page: shop.cart.heading }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const texts = textsFor(request);
  const known = await readCartCookie(request);
  const cart = await readCart(known.id);
  if (!cart) await leadToPlacedOrder(known.id);
  const lines = (cart?.items ?? []).map((line) => ({
    id: line.id,
    title: lineTitle(line, texts),
    handle: line.product_handle ?? undefined,
    quantity: line.quantity,
    price: line.unit_price,
    total: line.quantity * line.unit_price,
  }));
  const count = cart ? countOf(cart) : 0;
  // The header's number is put right when the cart has changed elsewhere, or has become an order.
  const headers: HeadersInit =
    known.count === count && Boolean(cart) === Boolean(known.id)
      ? {}
      : { "set-cookie": await writeCartCookie(cart ? { id: cart.id, count } : undefined) };
  return data({ lines, total: cart ? totalOf(cart) : 0 }, { headers });
}

export async function action({ request }: Route.ActionArgs) {
  const texts = textsFor(request).shop.cart;
  const form = await request.formData();
  const line = formText(form, "line");
  const remove = form.get("intent") === "remove";
  const quantity = remove ? 0 : Number(form.get("quantity"));
  const known = await readCartCookie(request);
  if (!known.id || !line || !Number.isInteger(quantity) || quantity < 0 || quantity > 99) {
    return data({ line, problem: texts.badQuantity }, { status: 422 });
  }
  try {
    const cart = await changeLine(known.id, line, quantity);
    const cookie = await writeCartCookie(cart ? { id: cart.id, count: countOf(cart) } : undefined);
    return data({ line: "", problem: "" }, { headers: { "set-cookie": cookie } });
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    const problem = sentence(error.body) ?? (isNotEnough(error.body) ? texts.notEnough : texts.notChanged);
    return data({ line, problem }, { status: 409 });
  }
}

export default function CartPage({ loaderData: { lines, total }, actionData }: Route.ComponentProps) {
  const { common, shop } = useTexts();
  const { cart } = shop;
  const busy = useNavigation().state === "submitting";
  if (!lines.length) {
    return (
      <>
        <h1 className="text-3xl">{cart.heading}</h1>
        <p className="mt-3 mb-5 text-ink-soft">{cart.empty}</p>
        <Link className="button button-primary" to="/san-pham">
          {cart.toProducts}
        </Link>
      </>
    );
  }
  return (
    <>
      <h1 className="text-3xl">{cart.heading}</h1>
      <div className="mt-5 grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <ul className="card divide-y divide-line">
          {lines.map((line) => (
            <li key={line.id} className="grid gap-3 p-4 sm:grid-cols-[1fr_auto] sm:items-center">
              <div>
                {line.handle ? (
                  <Link className="link font-semibold" to={`/san-pham/${line.handle}`}>
                    {line.title}
                  </Link>
                ) : (
                  <span className="font-semibold">{line.title}</span>
                )}
                <p className="figure text-ink-soft">
                  {common.money({ amount: line.price })} × {line.quantity} ={" "}
                  <strong className="text-ink">{common.money({ amount: line.total })}</strong>
                </p>
                {actionData?.line === line.id ? (
                  <p role="alert" className="font-medium text-bad">
                    {actionData.problem}
                  </p>
                ) : null}
              </div>
              <Form method="post" className="flex flex-wrap items-center gap-2" preventScrollReset>
                <input type="hidden" name="line" value={line.id} />
                <label className="sr-only" htmlFor={`quantity-${line.id}`}>
                  {cart.quantityOf({ title: line.title })}
                </label>
                <input
                  key={line.quantity}
                  id={`quantity-${line.id}`}
                  className="input figure w-20"
                  name="quantity"
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={99}
                  defaultValue={line.quantity}
                />
                <button type="submit" className="button button-quiet" disabled={busy}>
                  {cart.change}
                </button>
                <button
                  type="submit"
                  name="intent"
                  value="remove"
                  className="button text-bad underline underline-offset-4"
                  disabled={busy}
                  aria-label={cart.removeThis({ title: line.title })}
                >
                  {cart.remove}
                </button>
              </Form>
            </li>
          ))}
        </ul>
        <section className="card flex flex-col gap-4 p-5" aria-label={cart.summary}>
          <p className="flex items-baseline justify-between gap-4">
            <span className="font-semibold">{cart.goods}</span>
            <span className="figure text-2xl font-bold text-lotus">{common.money({ amount: total })}</span>
          </p>
          <p className="text-sm text-ink-soft">{cart.payment}</p>
          <Link className="button button-primary" to="/thanh-toan">
            {cart.order}
          </Link>
          <Link className="link inline-flex min-h-11 items-center justify-center" to="/san-pham">
            {cart.more}
          </Link>
        </section>
      </div>
      {actionData?.problem && !lines.some((line) => line.id === actionData.line) ? (
        <div className="mt-4">
          <Notice tone="bad" title={actionData.problem} />
        </div>
      ) : null}
    </>
  );
}
