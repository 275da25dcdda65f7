import { useEffect, useRef, useState } from "react";
import { data, Form, Link, redirect, useFetcher, useNavigation } from "react-router";
import { countOf, lineTitle, readCart, readShippingFees, totalOf } from "../backend/cart.server.ts";
import { placeOrder } from "../backend/orders.server.ts";
import { readCommunes, readProvinces } from "../backend/places.server.ts";
import { readCartCookie } from "../cart-cookie.server.ts";
import { type CheckoutField, type CheckoutValues, checkCheckout, readCheckoutValues } from "../checkout-form.server.ts";
import { SelectField, TextArea, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { WithoutScripts } from "../components/without-scripts.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { readMobile } from "../phone.ts";
import { leadToPlacedOrder, toPlacedOrder } from "../placed-order.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.thanh-toan";
import type { loader as communesLoader } from "./thanh-toan.xa-phuong.ts";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, shop } = textsOf(matches);
  return [{ title: common.pageTitle({ page: shop.checkout.heading }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const texts = textsFor(request);
  const known = await readCartCookie(request);
  const [cart, provinces] = await Promise.all([readCart(known.id), readProvinces()]);
  if (!cart) await leadToPlacedOrder(known.id);
  if (!cart || countOf(cart) === 0) throw redirect("/gio-hang");
  const lines = (cart.items ?? []).map((line) => ({
    id: line.id,
    variant: line.variant_id ?? "",
    title: lineTitle(line, texts),
    quantity: line.quantity,
    total: line.quantity * line.unit_price,
  }));
  // One cart becomes one order: the key stays the same over a second click, a reload and a second tab.
  return {
    lines,
    fees: await readShippingFees(cart.id),
    goods: totalOf(cart),
    provinces,
    cart: cart.id,
    key: `cart-${cart.id}`,
  };
}

interface Answered {
  readonly values: CheckoutValues;
  readonly communes: readonly { code: string; name: string }[];
  readonly errors: Partial<Record<CheckoutField, string>>;
  readonly short?: readonly string[];
  readonly refused?: string;
}

export async function action({ request }: Route.ActionArgs) {
  const texts = textsFor(request);
  const says = texts.shop.checkout;
  const form = await request.formData();
  const values = readCheckoutValues(form);
  const provinces = await readProvinces();
  const known = provinces.some((province) => province.code === values.province);
  const communes = known ? await readCommunes(values.province) : [];
  const again = (status: number, more: Partial<Answered>) =>
    data<Answered>({ values, communes, errors: {}, ...more }, { status });
  if (form.get("intent") === "communes") {
    return again(200, known ? {} : { errors: { province: says.errors.province } });
  }
  const errors = checkCheckout(values, provinces, communes, says.errors);
  const phone = readMobile(values.phone);
  if (Object.keys(errors).length || !phone) return again(422, { errors });

  const cartId = formText(form, "cart");
  const key = formText(form, "key");
  if (!cartId || !key || cartId !== (await readCartCookie(request)).id) {
    return again(409, { refused: says.cartChanged });
  }
  const answer = await placeOrder({
    cart_id: cartId,
    idempotency_key: key,
    name: values.name,
    phone,
    province_code: values.province,
    commune_code: values.commune,
    street: values.street,
    note: values.note,
  });
  if ("code" in answer) throw await toPlacedOrder({ code: answer.code, phone });
  if ("unknown" in answer) return again(503, { refused: says.unknown });
  if ("refused" in answer) return again(409, { refused: answer.refused ?? says.refused });
  const cart = await readCart(cartId);
  const titles = new Map((cart?.items ?? []).map((line) => [line.variant_id, lineTitle(line, texts)]));
  return again(409, {
    short: answer.short.map((item) => {
      const title = item.title ?? titles.get(item.variant_id) ?? says.short.unnamed;
      if (typeof item.available === "number") return says.short.left({ title, count: item.available });
      return typeof item.missing === "number"
        ? says.short.missing({ title, count: item.missing })
        : says.short.notEnough({ title });
    }),
  });
}

export default function CheckoutPage({ loaderData, actionData }: Route.ComponentProps) {
  const { common, shop } = useTexts();
  const { checkout } = shop;
  const { lines, fees, goods, provinces, cart, key } = loaderData;
  const busy = useNavigation().state !== "idle";
  const fetcher = useFetcher<typeof communesLoader>();
  const { values, errors = {}, short, refused } = actionData ?? {};
  const communes = fetcher.data?.communes ?? actionData?.communes ?? [];
  const [province, setProvince] = useState(values?.province ?? "");
  const zone = provinces.find(({ code }) => code === province)?.zone;
  const fee = zone ? fees[zone] : undefined;
  const total = goods + (fee ?? 0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The first field with something wrong, or the way to the cart, so that nobody has to look for it on a small screen.
    if (actionData) form.current?.querySelector<HTMLElement>("[aria-invalid], [role=alert] a")?.focus();
  }, [actionData]);
  return (
    <>
      <h1 className="text-3xl">{checkout.heading}</h1>
      <div className="mt-5 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <Form ref={form} method="post" className="card flex flex-col gap-5 p-4 sm:p-6" noValidate>
          {short ? (
            <Notice tone="bad" title={checkout.short.title}>
              <ul className="list-disc pl-5">
                {short.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
              <Link className="link inline-flex min-h-11 items-center font-semibold" to="/gio-hang">
                {checkout.short.toCart}
              </Link>
            </Notice>
          ) : null}
          {refused ? <Notice tone="bad" title={refused} /> : null}
          {Object.keys(errors).length ? <Notice tone="bad" title={checkout.wrongFields} /> : null}
          <input type="hidden" name="cart" value={cart} />
          <input type="hidden" name="key" value={key} />
          <h2 className="text-xl">{checkout.recipient}</h2>
          <TextField
            name="name"
            label={checkout.name}
            required
            autoComplete="name"
            defaultValue={values?.name}
            error={errors.name}
          />
          <TextField
            name="phone"
            label={checkout.phone}
            type="tel"
            inputMode="tel"
            required
            autoComplete="tel"
            hint={checkout.phoneHint}
            defaultValue={values?.phone}
            error={errors.phone}
          />
          <h2 className="text-xl">{checkout.place}</h2>
          <SelectField
            name="province"
            label={checkout.province}
            required
            empty={checkout.chooseProvince}
            choices={provinces.map((province) => ({ value: province.code, text: province.name }))}
            defaultValue={values?.province ?? ""}
            error={errors.province}
            onChange={(event) => {
              setProvince(event.target.value);
              void fetcher.load(`/thanh-toan/xa-phuong?province=${encodeURIComponent(event.target.value)}`);
            }}
          />
          <WithoutScripts>
            <button type="submit" name="intent" value="communes" className="button button-quiet w-full">
              {checkout.showCommunes}
            </button>
          </WithoutScripts>
          <SelectField
            key={communes[0]?.code ?? "none"}
            name="commune"
            label={checkout.commune}
            required
            empty={
              fetcher.state === "idle" ? (communes.length ? checkout.chooseCommune : checkout.provinceFirst) : checkout.loading
            }
            hint={checkout.communeHint}
            choices={communes.map((commune) => ({ value: commune.code, text: commune.name }))}
            defaultValue={values?.commune ?? ""}
            error={errors.commune}
          />
          <TextField
            name="street"
            label={checkout.street}
            required
            autoComplete="street-address"
            defaultValue={values?.street}
            error={errors.street}
          />
          <TextArea
            name="note"
            label={checkout.note}
            hint={checkout.noteHint}
            defaultValue={values?.note}
            error={errors.note}
          />
          <h2 className="text-xl">{checkout.payment}</h2>
          <p className="rounded-lg border border-line bg-paper-deep px-4 py-3">
            <strong>{checkout.onDelivery}</strong> {checkout.aboutOnDelivery}
          </p>
          <button type="submit" className="button button-primary text-lg" disabled={busy}>
            {busy ? checkout.sending : checkout.send({ total: common.money({ amount: total }), withFee: fee !== undefined })}
          </button>
        </Form>
        <section className="card p-5 lg:sticky lg:top-4" aria-labelledby="tom-tat">
          <h2 id="tom-tat" className="text-xl">
            {checkout.summary}
          </h2>
          <ul className="mt-2 divide-y divide-line">
            {lines.map((line) => (
              <li key={line.id} className="flex justify-between gap-4 py-2">
                <span>
                  <span className="figure font-semibold">{line.quantity} ×</span> {line.title}
                </span>
                <span className="figure whitespace-nowrap">{common.money({ amount: line.total })}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2 flex justify-between border-t border-line pt-3">
            <span>{checkout.goods}</span>
            <span className="figure">{common.money({ amount: goods })}</span>
          </p>
          <p className="flex justify-between gap-4 py-2">
            <span>{checkout.shipping}</span>
            <span className="figure text-right">
              {fee === undefined ? checkout.shippingLater : common.money({ amount: fee })}
            </span>
          </p>
          <p className="flex justify-between border-t-2 border-line pt-3 text-lg font-bold">
            <span>{fee === undefined ? checkout.totalWithoutFee : checkout.total}</span>
            <span className="figure text-lotus">{common.money({ amount: total })}</span>
          </p>
          <Link className="link mt-2 inline-flex min-h-11 items-center" to="/gio-hang">
            {checkout.changeCart}
          </Link>
        </section>
      </div>
    </>
  );
}
