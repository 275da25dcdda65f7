/** One JSON line a figure. The baseline was measured in the same run; the ratio is value ÷ baseline. */
export function printFigure(name: string, value: number, unit: string, baseline: number): void {
  const round = (number: number) => Number(number.toPrecision(4));
  console.log(JSON.stringify({ name, value: round(value), unit, baseline: round(baseline), ratio: round(value / baseline) }));
}
