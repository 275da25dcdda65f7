import { formatVnd } from "../format/vnd.ts";
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
  if (amount === null) return <p className="text-ink-soft">Liên hệ người bán để biết giá</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className={`figure font-bold text-lotus ${large ? "text-3xl" : "text-lg"}`}>{formatVnd(amount)}</span>
      {illustrative ? <SimulatedMark text="giá minh hoạ" /> : null}
    </p>
  );
}
