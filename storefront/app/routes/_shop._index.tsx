import { Form, Link } from "react-router";
import { readBaskets, readCatalogue } from "../backend/catalogue.server.ts";
import { ProductGrid } from "../components/product-card.tsx";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop._index";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { home } = textsOf(matches).shop;
  return [{ title: home.title }, { name: "description", content: home.description }];
};

export async function loader() {
  const [baskets, featured] = await Promise.all([readBaskets(), readCatalogue({})]);
  return {
    baskets: baskets.slice(0, 4),
    featured: featured.items.filter((item) => !item.basket).slice(0, 8),
    sets: (featured.facets?.set ?? []).slice(0, 12),
    count: featured.count,
  };
}

export default function Home({ loaderData: { baskets, featured, sets, count } }: Route.ComponentProps) {
  const { common, shop } = useTexts();
  const { home } = shop;
  return (
    <div className="flex flex-col gap-10">
      <section className="rounded-xl border border-line bg-longan-soft px-5 py-8 sm:px-10 sm:py-12">
        <h1 className="max-w-2xl text-3xl sm:text-4xl">{home.heading}</h1>
        <p className="mt-3 max-w-2xl text-lg">{home.about}</p>
        <Form action="/san-pham" role="search" className="mt-6 flex max-w-2xl flex-col gap-3 sm:flex-row">
          <label htmlFor="q" className="sr-only">
            {home.search}
          </label>
          <input
            id="q"
            name="q"
            type="search"
            className="input flex-1"
            placeholder={home.searchExample}
            autoComplete="off"
            aria-describedby="q-hint"
          />
          <button type="submit" className="button button-primary">
            {home.searchSend}
          </button>
        </Form>
        <p id="q-hint" className="mt-2 text-sm text-ink-soft">
          {home.searchHint}
        </p>
      </section>

      {baskets.length ? (
        <section aria-labelledby="gio-qua">
          <SectionHead id="gio-qua" title={home.baskets} to="/gio-qua" all={home.allBaskets} />
          <ProductGrid items={baskets} />
        </section>
      ) : null}

      {sets.length ? (
        <section aria-labelledby="bo-san-pham">
          <SectionHead id="bo-san-pham" title={home.sets} />
          <ul className="flex flex-wrap gap-2">
            {sets.map((set) => (
              <li key={set.value}>
                <Link
                  className="button button-quiet min-h-11 px-3 py-1.5 text-left text-sm"
                  to={`/san-pham?set=${encodeURIComponent(set.value)}`}
                >
                  {set.text ?? set.value}
                  {set.count ? (
                    <span className="figure font-normal text-ink-soft">{common.count({ count: set.count })}</span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      <section aria-labelledby="san-pham">
        <SectionHead
          id="san-pham"
          title={home.products}
          to="/san-pham"
          all={home.allProducts({ count: common.count({ count }) })}
        />
        {featured.length ? <ProductGrid items={featured} /> : <p>{home.empty}</p>}
      </section>
    </div>
  );
}

function SectionHead({ id, title, to, all }: { id: string; title: string; to?: string; all?: string }) {
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      {to && all ? (
        <Link to={to} className="link inline-flex min-h-11 items-center">
          {all}
        </Link>
      ) : null}
    </div>
  );
}
