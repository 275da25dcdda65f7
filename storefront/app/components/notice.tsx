import type { ReactNode } from "react";

const tones = {
  plain: "border-line bg-paper-deep text-ink",
  good: "border-leaf bg-leaf-soft text-ink",
  warn: "border-warn bg-warn-soft text-ink",
  bad: "border-bad bg-bad-soft text-ink",
};

/** A message set apart. A bad one is read out at once by a screen reader, the others when there is a pause. */
export function Notice({
  tone = "plain",
  title,
  children,
}: {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div className={`rounded-lg border-l-4 px-4 py-3 ${tones[tone]}`} role={tone === "bad" ? "alert" : "status"}>
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  );
}
