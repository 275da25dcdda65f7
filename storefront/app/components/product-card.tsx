import { Link } from "react-router";
import type { CatalogueItem } from "../backend/catalogue.server.ts";
import { useTexts } from "../text/use-texts.ts";
import { Illustration } from "./illustration.tsx";
import { ProductPrice } from "./product-price.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";
import { StarRating } from "./star-rating.tsx";

export const communeOf = (item: Pick<CatalogueItem, "commune">): string | undefined =>
  typeof item.commune === "string" ? item.commune : item.commune?.name;

export function ProductCard({ item }: { item: CatalogueItem }) {
  const { card } = useTexts().shop;
  const commune = communeOf(item);
  const buyable = item.sellable !== false && item.available !== 0 && typeof item.price === "number";
  return (
    <li className="card relative flex flex-col focus-within:border-lotus hover:border-line-strong">
      <Illustration kind={item.picture?.kind ?? item.set?.slug ?? ""} basket={item.basket ?? false} />
      <div className="flex flex-1 flex-col gap-1.5 p-3 sm:p-4">
        <h3 className="text-base sm:text-lg">
          <Link
            className="text-inherit no-underline after:absolute after:inset-0 after:rounded-xl"
            to={`/san-pham/${item.handle}`}
          >
            {item.title}
          </Link>
        </h3>
        <p className="text-sm text-ink-soft">{[item.producer?.name, commune].filter(Boolean).join(" · ")}</p>
        {item.basket ? null : item.stars ? (
          <p className="flex flex-wrap items-center gap-x-2">
            <StarRating stars={item.stars} />
            {item.certificate?.simulated ? <SimulatedMark /> : null}
          </p>
        ) : item.reported ? (
          <p className="text-sm text-ink-soft">{card.reported}</p>
        ) : null}
        <div className="mt-auto pt-1">
          {typeof item.price === "number" ? (
            <ProductPrice amount={item.price} illustrative={item.illustrative_price ?? item.simulated ?? false} />
          ) : (
            <p className="text-sm text-ink-soft">{card.notSold}</p>
          )}
          {typeof item.price === "number" && !buyable ? (
            <p className="text-sm font-medium text-warn">{item.available === 0 ? card.soldOut : card.notOrdered}</p>
          ) : null}
        </div>
      </div>
    </li>
  );
}

/** `beside` leaves room for something at the side of the list. */
export function ProductGrid({ items, beside = false }: { items: readonly CatalogueItem[]; beside?: boolean }) {
  return (
    <ul className={`grid grid-cols-2 gap-3 sm:gap-5 md:grid-cols-3 ${beside ? "" : "lg:grid-cols-4"}`}>
      {items.map((item) => (
        <ProductCard key={item.product_id} item={item} />
      ))}
    </ul>
  );
}
