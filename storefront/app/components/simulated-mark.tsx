import { useTexts } from "../text/use-texts.ts";

/** On everything that belongs to the demonstration, so that nobody takes it for a real certificate, shop or price. */
export function SimulatedMark({ text }: { text?: string }) {
  const { common } = useTexts();
  return (
    <span className="chip border border-dashed border-line-strong bg-white text-xs text-ink-soft">
      {text ?? common.simulated}
    </span>
  );
}
