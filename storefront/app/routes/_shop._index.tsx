import { Form, Link } from "react-router";
import { readBaskets, readCatalogue } from "../backend/catalogue.server.ts";
import { ProductGrid } from "../components/product-card.tsx";
import { formatCount } from "../format/vnd.ts";
import type { Route } from "./+types/_shop._index";

export const meta: Route.MetaFunction = () => [
  { title: "OCOP Hưng Yên: giỏ quà và đặc sản có giấy chứng nhận" },
  {
    name: "description",
    content:
      "Giỏ quà và sản phẩm OCOP của tỉnh Hưng Yên: nhãn lồng, long nhãn, hạt sen, tương Bần, với giấy chứng nhận sau mỗi ngôi sao.",
  },
];

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
  return (
    <div className="flex flex-col gap-10">
      <section className="rounded-xl border border-line bg-longan-soft px-5 py-8 sm:px-10 sm:py-12">
        <h1 className="max-w-2xl text-3xl sm:text-4xl">Quà quê Hưng Yên, ngôi sao nào cũng có giấy</h1>
        <p className="mt-3 max-w-2xl text-lg">
          Nhãn lồng, long nhãn, hạt sen, tương Bần… của hợp tác xã và hộ sản xuất trong tỉnh. Trả tiền khi nhận hàng.
        </p>
        <Form action="/san-pham" role="search" className="mt-6 flex max-w-2xl flex-col gap-3 sm:flex-row">
          <label htmlFor="q" className="sr-only">
            Tìm sản phẩm
          </label>
          <input
            id="q"
            name="q"
            type="search"
            className="input flex-1"
            placeholder="Tìm: long nhãn, tuong ban, hạt sen"
            autoComplete="off"
          />
          <button type="submit" className="button button-primary">
            Tìm
          </button>
        </Form>
      </section>

      {baskets.length ? (
        <section aria-labelledby="gio-qua">
          <SectionHead id="gio-qua" title="Giỏ quà" to="/gio-qua" all="Xem mọi giỏ quà" />
          <ProductGrid items={baskets} />
        </section>
      ) : null}

      {sets.length ? (
        <section aria-labelledby="bo-san-pham">
          <SectionHead id="bo-san-pham" title="Theo bộ sản phẩm" />
          <ul className="flex flex-wrap gap-2">
            {sets.map((set) => (
              <li key={set.value}>
                <Link
                  className="button button-quiet min-h-11 px-3 py-1.5 text-left text-sm"
                  to={`/san-pham?set=${encodeURIComponent(set.value)}`}
                >
                  {set.text ?? set.value}
                  {set.count ? <span className="figure font-normal text-ink-soft">{formatCount(set.count)}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      <section aria-labelledby="san-pham">
        <SectionHead id="san-pham" title="Sản phẩm" to="/san-pham" all={`Xem cả ${formatCount(count)} sản phẩm`} />
        {featured.length ? <ProductGrid items={featured} /> : <p>Cửa hàng chưa có sản phẩm nào.</p>}
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
