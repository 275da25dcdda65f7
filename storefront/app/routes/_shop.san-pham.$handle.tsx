import { data, Form, Link, useNavigation } from "react-router";
import { BackendRefused, orNotFound } from "../backend/backend.server.ts";
import { addToCart, countOf, createCart, readCart } from "../backend/cart.server.ts";
import { readProduct } from "../backend/catalogue.server.ts";
import { isNotEnough, sentence } from "../backend/sentence.server.ts";
import { readCartCookie, writeCartCookie } from "../cart-cookie.server.ts";
import { BasketComponents } from "../components/basket-components.tsx";
import { CertificateBlock } from "../components/certificate-block.tsx";
import { Illustration } from "../components/illustration.tsx";
import { Notice } from "../components/notice.tsx";
import { communeOf } from "../components/product-card.tsx";
import { ProductPrice } from "../components/product-price.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { publicOrigin } from "../env.server.ts";
import { formText } from "../form-text.ts";
import { formatMoment } from "../format/date.ts";
import { textsFor } from "../language.server.ts";
import { structuredData } from "../structured-data.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.san-pham.$handle";

export const meta: Route.MetaFunction = ({ loaderData, matches }) => {
  const texts = textsOf(matches);
  if (!loaderData) return [{ title: texts.shop.product.usualTitle }];
  const { product, url } = loaderData;
  const description = product.description?.slice(0, 160) ?? texts.shop.product.usualDescription({ title: product.title });
  return [
    { title: texts.common.pageTitle({ page: product.title }) },
    { name: "description", content: description },
    { property: "og:title", content: product.title },
    { property: "og:description", content: description },
    { property: "og:type", content: "product" },
    { tagName: "link", rel: "canonical", href: url },
    ...structuredData(product, url, texts).map((block) => ({ "script:ld+json": block })),
  ];
};

export async function loader({ params, request }: Route.LoaderArgs) {
  const product = await readProduct(params.handle).catch(orNotFound);
  return { product, url: `${publicOrigin(request)}/san-pham/${product.handle}` };
}

export async function action({ request }: Route.ActionArgs) {
  const texts = textsFor(request).shop.product;
  const form = await request.formData();
  const variant = formText(form, "variant");
  const quantity = Number(form.get("quantity"));
  if (!variant || !Number.isInteger(quantity) || quantity < 1 || quantity > 99) {
    return data({ added: 0, problem: texts.badQuantity }, { status: 422 });
  }
  const known = await readCartCookie(request);
  try {
    const cart = (await readCart(known.id)) ?? (await createCart());
    const filled = await addToCart(cart.id, variant, quantity);
    const cookie = await writeCartCookie({ id: filled.id, count: countOf(filled) });
    return data({ added: quantity, problem: "" }, { headers: { "set-cookie": cookie } });
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    const problem = sentence(error.body) ?? (isNotEnough(error.body) ? texts.notEnough : texts.notAdded);
    return data({ added: 0, problem }, { status: 409 });
  }
}

export default function Product({ loaderData: { product }, actionData }: Route.ComponentProps) {
  const { common, shop } = useTexts();
  const texts = shop.product;
  const navigation = useNavigation();
  const commune = communeOf(product);
  const components = product.components ?? [];
  const basket = components.length > 0;
  const facts: [string, string | undefined][] = [
    [texts.producer, product.producer?.name],
    [texts.commune, commune],
    [texts.set, product.set?.name],
    [texts.weight, product.weight ? common.weight({ grams: product.weight }) : undefined],
    [texts.pack, product.pack ?? undefined],
  ];
  return (
    <article>
      <nav aria-label={texts.path} className="text-sm">
        <Link className="link inline-flex min-h-11 items-center" to={basket ? "/gio-qua" : "/san-pham"}>
          ← {basket ? texts.baskets : texts.products}
        </Link>
      </nav>
      <div className="grid items-start gap-6 md:grid-cols-2 lg:gap-10">
        <div className="card overflow-hidden">
          <Illustration kind={product.picture?.kind ?? product.set?.slug ?? ""} basket={basket} />
        </div>
        <div className="flex flex-col gap-4">
          <div>
            <h1 className="text-3xl">{product.title}</h1>
            {product.simulated ? (
              <p className="mt-2">
                <SimulatedMark text={texts.simulated} />
              </p>
            ) : null}
          </div>
          {actionData?.problem ? <Notice tone="bad" title={actionData.problem} /> : null}
          {actionData?.added ? (
            <Notice tone="good" title={texts.added({ count: actionData.added })}>
              <Link className="link inline-flex min-h-11 items-center font-semibold" to="/gio-hang">
                {texts.toCart}
              </Link>
            </Notice>
          ) : null}
          <Purchase product={product} busy={navigation.state !== "idle" && navigation.formMethod === "POST"} />
          {basket ? null : (
            <CertificateBlock stars={product.stars} certificate={product.certificate} reported={product.reported} />
          )}
          <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
            {facts.map(([name, value]) =>
              value ? (
                <div key={name} className="contents">
                  <dt className="text-ink-soft">{name}</dt>
                  <dd className="font-medium">{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
        </div>
      </div>
      <div className="mt-8 grid items-start gap-6 md:grid-cols-2 lg:gap-10">
        <div className="flex flex-col gap-6">
          {basket ? <BasketComponents components={components} /> : null}
          {product.description ? (
            <section aria-labelledby="mo-ta">
              <h2 id="mo-ta" className="text-xl">
                {texts.description}
              </h2>
              <p className="mt-2 whitespace-pre-line">{product.description}</p>
            </section>
          ) : null}
        </div>
        <div className="flex flex-col gap-6">
          {product.seller ? <Seller seller={product.seller} /> : null}
          {product.also_sold_on?.length ? <AlsoSoldOn pages={product.also_sold_on} /> : null}
        </div>
      </div>
    </article>
  );
}

function Purchase({ product, busy }: { product: Route.ComponentProps["loaderData"]["product"]; busy: boolean }) {
  const texts = useTexts().shop.product;
  const price = product.price ?? null;
  const left = product.available ?? undefined;
  if (price === null) {
    return (
      <Notice title={texts.notSold.title}>
        <p>{texts.notSold.text}</p>
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ProductPrice amount={price} illustrative={product.illustrative_price ?? product.simulated ?? false} large />
      {product.alcohol ? <Notice tone="warn" title={texts.alcohol} /> : null}
      {product.sellable === false ? (
        <Notice tone="warn" title={texts.notOrdered} />
      ) : left === 0 ? (
        <Notice tone="warn" title={texts.soldOut} />
      ) : (
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="variant" value={product.variant_id} />
          <div className="flex flex-col gap-1.5">
            <label htmlFor="quantity" className="font-semibold text-longan-deep">
              {texts.quantity}
            </label>
            <input
              id="quantity"
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={99}
              required
              defaultValue={1}
              className="input figure w-24"
            />
          </div>
          <button type="submit" className="button button-primary flex-1 sm:flex-none sm:px-8" disabled={busy}>
            {busy ? texts.adding : texts.add}
          </button>
          {left !== undefined && left <= 10 ? (
            <p className="figure w-full text-sm font-medium text-warn">{texts.left({ count: left })}</p>
          ) : null}
        </Form>
      )}
    </div>
  );
}

function Seller({ seller }: { seller: { name: string; phone?: string | null | undefined } }) {
  const texts = useTexts().shop.product;
  return (
    <section aria-labelledby="nguoi-ban" className="card p-4">
      <h2 id="nguoi-ban" className="text-xl">
        {texts.seller}
      </h2>
      <p className="mt-1 font-medium">{seller.name}</p>
      {seller.phone ? (
        <p>
          <a className="link figure inline-flex min-h-11 items-center" href={`tel:${seller.phone.replaceAll(/\s/g, "")}`}>
            {texts.call({ phone: seller.phone })}
          </a>
        </p>
      ) : null}
    </section>
  );
}

type AlsoSold = NonNullable<Route.ComponentProps["loaderData"]["product"]["also_sold_on"]>;

function AlsoSoldOn({ pages }: { pages: AlsoSold }) {
  const texts = useTexts().shop.product;
  return (
    <section aria-labelledby="cung-ban" className="card p-4">
      <h2 id="cung-ban" className="text-xl">
        {texts.alsoSoldOn}
      </h2>
      <ul className="mt-1 divide-y divide-line">
        {pages.map((page) => (
          <li key={page.url} className="flex flex-wrap items-center gap-x-3 py-1">
            <a className="link inline-flex min-h-11 items-center font-medium" href={page.url} rel="noreferrer nofollow">
              {page.title}
            </a>
            {page.simulated ? <SimulatedMark text={texts.simulatedChannel} /> : null}
            {page.checked_at ? (
              <span className="figure text-sm text-ink-soft">{texts.seenAt({ moment: formatMoment(page.checked_at) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
