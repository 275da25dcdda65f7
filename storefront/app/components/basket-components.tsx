import { Link } from "react-router";
import type { ProductDetail } from "../backend/catalogue.server.ts";
import { useTexts } from "../text/use-texts.ts";
import { SimulatedMark } from "./simulated-mark.tsx";
import { StarRating } from "./star-rating.tsx";

/** A basket carries no stars; each thing in it shows its own. */
export function BasketComponents({ components }: { components: NonNullable<ProductDetail["components"]> }) {
  const { shop } = useTexts();
  return (
    <section aria-labelledby="trong-gio">
      <h2 id="trong-gio" className="text-xl">
        {shop.product.inBasket}
      </h2>
      <ul className="card mt-2 divide-y divide-line">
        {components.map((component) => {
          const producer = typeof component.producer === "string" ? component.producer : component.producer?.name;
          return (
            <li key={component.title} className="flex gap-3 p-3">
              <span className="figure min-w-10 font-bold text-lotus">{component.quantity} ×</span>
              <div>
                {component.handle ? (
                  <Link className="link font-medium" to={`/san-pham/${component.handle}`}>
                    {component.title}
                  </Link>
                ) : (
                  <span className="font-medium">{component.title}</span>
                )}
                {producer ? <p className="text-sm text-ink-soft">{producer}</p> : null}
                {component.stars ? (
                  <p className="flex flex-wrap items-center gap-x-2">
                    <StarRating stars={component.stars} />
                    {component.certificate?.simulated || component.simulated ? <SimulatedMark /> : null}
                  </p>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
