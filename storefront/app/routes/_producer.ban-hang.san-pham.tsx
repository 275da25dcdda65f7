import { data, redirect } from "react-router";
import { openDesk, refusalOf } from "../backend/desk.server.ts";
import { DeskProductCard } from "../components/desk-product.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { readWhole } from "../whole-number.ts";
import type { Route } from "./+types/_producer.ban-hang.san-pham";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.products }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const [products, accounts] = await Promise.all([desk.products(), desk.accounts()]);
  return { products, accounts, done: new URL(request.url).searchParams.get("xong") };
}

export async function action({ request }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const intent = formText(form, "intent");
  const variant = encodeURIComponent(formText(form, "variant"));
  const no = (refused: string) => data({ refused }, { status: 422 });
  const texts = textsFor(request).desk.refused;
  let refused: string | undefined;
  if (intent === "save") {
    const price = readWhole(formText(form, "price"));
    const stock = readWhole(formText(form, "stock"));
    if (price === undefined) return no(texts.price);
    if (stock === undefined) return no(texts.stock);
    // Only what the person changed: a parcel may have left since the page was shown, and its unit must not come back.
    const change = {
      ...(String(price) === formText(form, "shown-price") ? {} : { price }),
      ...(String(stock) === formText(form, "shown-stock") ? {} : { stock }),
    };
    if (!Object.keys(change).length) return redirect("/ban-hang/san-pham?xong=unchanged");
    refused = await refusalOf(request, desk.post(`/products/${variant}`, change));
  } else if (intent === "publish" || intent === "take-down")
    refused = await refusalOf(
      request,
      desk.post(`/products/${variant}/publish`, { account_id: formText(form, "account"), live: intent === "publish" }),
    );
  else if (intent === "keep-ours" || intent === "take-theirs")
    refused = await refusalOf(
      request,
      desk.post(`/listings/${encodeURIComponent(formText(form, "listing"))}/resolve`, {
        field: formText(form, "field"),
        take: intent === "keep-ours" ? "ours" : "theirs",
      }),
    );
  else if (intent === "owners") {
    const owners = Object.fromEntries(
      ["title", "description", "price"].map((field) => [field, formText(form, field)]).filter(([, owner]) => owner !== ""),
    );
    refused = await refusalOf(request, desk.post(`/listings/${encodeURIComponent(formText(form, "listing"))}/owners`, owners));
  } else return no(texts.unknownIntent);
  if (refused) return no(refused);
  return redirect(`/ban-hang/san-pham?xong=${intent}`);
}

export default function Products({ loaderData: { products, accounts, done }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  const words: Readonly<Record<string, string>> = desk.products.done;
  const said = done && Object.hasOwn(words, done) ? words[done] : undefined;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl sm:text-3xl">{desk.products.title}</h1>
        <p className="mt-1 text-ink-soft">{desk.products.about}</p>
      </div>
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      {said && !actionData ? <Notice tone="good" title={said} /> : null}
      {products.length === 0 ? <p className="card p-4">{desk.products.none}</p> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {products.map((product) => (
          <DeskProductCard key={product.variant_id} product={product} accounts={accounts} />
        ))}
      </div>
    </div>
  );
}
