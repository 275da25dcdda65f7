import { Form, Link } from "react-router";
import { readCatalogue } from "../backend/catalogue.server.ts";
import { SelectField } from "../components/field.tsx";
import { ProductGrid } from "../components/product-card.tsx";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.san-pham._index";

const names = ["q", "set", "stars", "commune", "producer"] as const;
/** When the backend does not say how many it puts on a page. */
const usualPageSize = 24;

export const meta: Route.MetaFunction = ({ matches }) => {
  const { catalogue } = textsOf(matches).shop;
  return [{ title: catalogue.title }, { name: "description", content: catalogue.description }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams;
  const chosen = Object.fromEntries(names.map((name) => [name, asked.get(name)?.trim().slice(0, 100) ?? ""])) as Record<
    (typeof names)[number],
    string
  >;
  const page = Math.min(1_000, Math.max(1, Number.parseInt(asked.get("page") ?? "1", 10) || 1));
  const found = await readCatalogue({ ...chosen, page });
  const pages = Math.max(1, Math.ceil(found.count / (found.page_size ?? usualPageSize)));
  return { ...found, chosen, page, pages };
}

export default function Catalogue({ loaderData }: Route.ComponentProps) {
  const { common, shop } = useTexts();
  const { catalogue } = shop;
  const { items, count, facets, chosen, page, pages } = loaderData;
  const filtered = names.some((name) => chosen[name]);
  return (
    <>
      <h1 className="text-3xl">{catalogue.heading}</h1>
      <div className="mt-4 grid items-start gap-6 lg:grid-cols-[17rem_1fr]">
        <Form key={JSON.stringify(chosen)} role="search" className="card flex flex-col gap-4 p-4" aria-label={catalogue.search}>
          <div className="flex flex-col gap-1.5">
            <label htmlFor="q" className="font-semibold text-longan-deep">
              {catalogue.name}
            </label>
            <input
              id="q"
              name="q"
              type="search"
              className="input"
              defaultValue={chosen.q}
              autoComplete="off"
              aria-describedby="q-hint"
            />
            <p id="q-hint" className="text-sm text-ink-soft">
              {catalogue.nameHint}
            </p>
          </div>
          <details className="open-when-wide" open={names.some((name) => name !== "q" && chosen[name])}>
            <summary className="flex min-h-11 items-center font-semibold text-longan">{catalogue.filters}</summary>
            <div className="flex flex-col gap-4 pt-2">
              <Filter name="set" label={catalogue.set} facet={facets?.set} value={chosen.set} />
              <Filter
                name="stars"
                label={catalogue.stars}
                facet={facets?.stars}
                value={chosen.stars}
                word={(stars) => catalogue.starsOf({ stars })}
              />
              <Filter name="commune" label={catalogue.commune} facet={facets?.commune} value={chosen.commune} />
              <Filter name="producer" label={catalogue.producer} facet={facets?.producer} value={chosen.producer} />
            </div>
          </details>
          <div className="flex flex-wrap gap-3">
            <button type="submit" className="button button-primary flex-1">
              {catalogue.send}
            </button>
            {filtered ? (
              <Link to="/san-pham" className="button button-quiet">
                {catalogue.clear}
              </Link>
            ) : null}
          </div>
        </Form>
        <div>
          <h2 className="sr-only">{catalogue.results}</h2>
          <p role="status" className="mb-3 text-ink-soft">
            <span className="figure font-semibold text-ink">{common.count({ count })}</span>{" "}
            {catalogue.found({ count, search: chosen.q })}
          </p>
          {items.length ? (
            <ProductGrid items={items} beside />
          ) : (
            <div className="card p-6">
              <p className="font-semibold">{catalogue.none}</p>
              <p className="mt-1 text-ink-soft">{catalogue.noneAdvice}</p>
            </div>
          )}
          {pages > 1 ? <Pages page={page} pages={pages} chosen={chosen} /> : null}
        </div>
      </div>
    </>
  );
}

interface Facet {
  readonly value: string;
  readonly text?: string | null | undefined;
  readonly count?: number | null | undefined;
}

function Filter({
  name,
  label,
  facet,
  value,
  word = (code) => code,
}: {
  name: string;
  label: string;
  facet: readonly Facet[] | null | undefined;
  value: string;
  /** Where the backend gives no text for a value. */
  word?: (value: string) => string;
}) {
  const { common, shop } = useTexts();
  const { catalogue } = shop;
  const choices = (facet ?? []).map((each) => ({
    value: each.value,
    text: `${each.text ?? word(each.value)}${each.count ? ` (${common.count({ count: each.count })})` : ""}`,
  }));
  // What was chosen stays to be seen and unchosen, also when nothing is left of it.
  if (value && !choices.some((choice) => choice.value === value)) choices.unshift({ value, text: word(value) });
  if (!choices.length) return null;
  return <SelectField name={name} label={label} filter choices={choices} empty={catalogue.all} defaultValue={value} />;
}

function Pages({ page, pages, chosen }: { page: number; pages: number; chosen: Record<string, string> }) {
  const { common, shop } = useTexts();
  const { catalogue } = shop;
  const to = (number: number) => {
    const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
    if (number > 1) query.set("page", String(number));
    return `/san-pham?${query}`;
  };
  return (
    <nav aria-label={catalogue.pages} className="mt-6 flex items-center justify-between gap-3">
      {page > 1 ? (
        <Link rel="prev" className="button button-quiet" to={to(page - 1)}>
          {catalogue.previous}
        </Link>
      ) : (
        <span />
      )}
      <span className="figure text-ink-soft">
        {catalogue.pageOf({ page: common.count({ count: page }), pages: common.count({ count: pages }) })}
      </span>
      {page < pages ? (
        <Link rel="next" className="button button-quiet" to={to(page + 1)}>
          {catalogue.next}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
