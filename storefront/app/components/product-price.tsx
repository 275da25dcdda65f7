import { useTexts } from "../text/use-texts.ts";
import { SimulatedMark } from "./simulated-mark.tsx";

/** `illustrative` prices are made up for the demonstration and say so. */
export function ProductPrice({
  amount,
  illustrative = false,
  large = false,
}: {
  amount: number | null;
  illustrative?: boolean;
  large?: boolean;
}) {
  const { common, shop } = useTexts();
  if (amount === null) return <p className="text-ink-soft">{shop.price.ask}</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className={`figure font-bold text-lotus ${large ? "text-3xl" : "text-lg"}`}>{common.money({ amount })}</span>
      {illustrative ? <SimulatedMark text={shop.price.illustrative} /> : null}
    </p>
  );
}
