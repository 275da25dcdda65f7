import { useTexts } from "../text/use-texts.ts";

/** OCOP stars are a certificate, never reviews: always with the word, and only shown where one is valid on the day. */
export function StarRating({ stars }: { stars: number }) {
  const { common } = useTexts();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <span aria-hidden="true" className="tracking-tight whitespace-nowrap text-star">
        {"★".repeat(stars)}
        <span className="text-line">{"★".repeat(Math.max(0, 5 - stars))}</span>
      </span>
      <span className="figure whitespace-nowrap text-sm font-semibold text-star">{common.stars({ stars })}</span>
    </span>
  );
}
