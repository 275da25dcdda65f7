import { formatVnd } from "../format/vnd.ts";
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
  const { price } = useTexts().shop;
  if (amount === null) return <p className="text-ink-soft">{price.ask}</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className={`figure font-bold text-lotus ${large ? "text-3xl" : "text-lg"}`}>{formatVnd(amount)}</span>
      {illustrative ? <SimulatedMark text={price.illustrative} /> : null}
    </p>
  );
}
