import { readBaskets } from "../backend/catalogue.server.ts";
import { ProductGrid } from "../components/product-card.tsx";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.gio-qua";

export const meta: Route.MetaFunction = ({ matches }) => {
  const texts = textsOf(matches).shop.baskets;
  return [{ title: texts.title }, { name: "description", content: texts.description }];
};

export async function loader() {
  const baskets = await readBaskets();
  return { baskets: baskets.map((basket) => ({ ...basket, basket: true })) };
}

export default function Baskets({ loaderData: { baskets } }: Route.ComponentProps) {
  const texts = useTexts().shop.baskets;
  return (
    <>
      <h1 className="text-3xl">{texts.heading}</h1>
      <p className="mt-2 mb-5 max-w-2xl text-ink-soft">{texts.about}</p>
      <h2 className="sr-only">{texts.list}</h2>
      {baskets.length ? <ProductGrid items={baskets} /> : <p>{texts.empty}</p>}
    </>
  );
}
