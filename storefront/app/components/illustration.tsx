import type { ReactNode } from "react";
import { useTexts } from "../text/use-texts.ts";

/** Drawn by kind of product, never a photograph of a real one; says so in words under it. */
export function Illustration({ kind, basket = false }: { kind: string; basket?: boolean }) {
  const { illustration } = useTexts().shop;
  const drawing = basket ? "basket" : (drawingOf[kind] ?? "bundle");
  return (
    <figure className="relative m-0 overflow-hidden rounded-t-xl bg-longan-soft">
      <svg
        viewBox="0 0 160 120"
        className="aspect-4/3 w-full"
        role="img"
        aria-label={illustration.label({ drawing: illustration.drawings[drawing] })}
      >
        <circle cx="80" cy="62" r="46" className="fill-paper" />
        {drawings[drawing]}
      </svg>
      <figcaption className="absolute right-1 bottom-1 rounded bg-white/85 px-1.5 text-xs text-ink-soft">
        {illustration.mark}
      </figcaption>
    </figure>
  );
}

type Drawing =
  | "fruit"
  | "meat"
  | "grain"
  | "honey"
  | "jar"
  | "bottle"
  | "tea"
  | "herb"
  | "craft"
  | "flower"
  | "place"
  | "bundle"
  | "basket";

const drawingOf: Record<string, Drawing> = {
  "rau-cu-qua-hat-tuoi": "fruit",
  "thit-thuy-san-trung-sua-tuoi": "meat",
  "gao-ngu-coc-hat-so-che": "grain",
  "mat-ong-mat-khac-nong-san-khac": "honey",
  "do-an-nhanh": "bundle",
  "che-bien-tu-gao-ngu-coc": "grain",
  "che-bien-tu-rau-cu-qua-hat": "fruit",
  "che-bien-tu-thit-thuy-san-trung-sua-mat-ong": "meat",
  "tuong-nuoc-mam-gia-vi-long": "jar",
  "gia-vi-khac": "jar",
  "che-tuoi-che-che-bien": "tea",
  "tra-tu-thuc-vat-khac": "tea",
  "ca-phe-ca-cao": "tea",
  "ruou-trang": "bottle",
  "do-uong-co-con-khac": "bottle",
  "nuoc-khoang-nuoc-dong-chai": "bottle",
  "do-uong-khong-con-khac": "bottle",
  "thuc-pham-chuc-nang-thuoc-duoc-lieu": "herb",
  "my-pham-duoc-lieu": "herb",
  "tinh-dau-duoc-lieu-khac": "herb",
  "thu-cong-my-nghe-gia-dung-trang-tri": "craft",
  "vai-may-mac": "craft",
  hoa: "flower",
  "cay-canh": "flower",
  "dong-vat-canh": "flower",
  "du-lich-cong-dong-sinh-thai-diem-du-lich": "place",
  basket: "basket",
};

const leaf = (x: number, y: number, turn: number) => (
  <path d="M0 0c8-10 22-10 30 0-8 10-22 10-30 0z" transform={`translate(${x} ${y}) rotate(${turn})`} className="fill-leaf" />
);
const fruit = (x: number, y: number) => (
  <g key={`${x}-${y}`}>
    <circle cx={x} cy={y} r="10.5" className="fill-longan" opacity=".85" />
    <circle cx={x - 3} cy={y - 3} r="3" className="fill-longan-soft" opacity=".7" />
  </g>
);

const drawings: Record<Drawing, ReactNode> = {
  fruit: (
    <>
      <path d="M80 22c-2 12-2 20 0 34" className="fill-none stroke-leaf" strokeWidth="3" />
      {leaf(82, 30, -18)}
      {leaf(50, 34, 18)}
      {[
        [62, 58],
        [82, 56],
        [100, 62],
        [70, 76],
        [90, 78],
        [80, 94],
      ].map(([x, y]) => fruit(x as number, y as number))}
    </>
  ),
  meat: (
    <>
      {[54, 80, 106].map((x) => (
        <ellipse key={x} cx={x} cy="62" rx="12" ry="16" className="fill-longan-soft stroke-longan" strokeWidth="2" />
      ))}
      <path d="M34 68h92l-8 24H42z" className="fill-longan" />
    </>
  ),
  grain: (
    <>
      <path d="M80 66V26" className="stroke-star" strokeWidth="3" />
      {[30, 40, 50].map((y) => (
        <g key={y} className="fill-star">
          <ellipse cx="71" cy={y} rx="5" ry="9" transform={`rotate(-35 71 ${y})`} />
          <ellipse cx="89" cy={y} rx="5" ry="9" transform={`rotate(35 89 ${y})`} />
        </g>
      ))}
      <path d="M46 68h68c0 20-14 30-34 30S46 88 46 68z" className="fill-lotus" />
      <ellipse cx="80" cy="68" rx="34" ry="8" className="fill-white stroke-lotus" strokeWidth="2" />
    </>
  ),
  honey: (
    <>
      <rect x="56" y="28" width="48" height="12" rx="4" className="fill-longan-deep" />
      <path d="M54 42h52c8 10 8 46 0 56H54c-8-10-8-46 0-56z" className="fill-star" />
      <path d="M80 54l12 7v14l-12 7-12-7V61z" className="fill-longan-soft" />
    </>
  ),
  jar: (
    <>
      <rect x="62" y="26" width="36" height="10" rx="3" className="fill-lotus" />
      <path d="M60 38h40c22 14 20 50 0 60H60c-20-10-22-46 0-60z" className="fill-longan" />
      <path d="M56 60h48v18H56z" className="fill-paper" />
      <path d="M64 69h32" className="stroke-longan" strokeWidth="3" />
    </>
  ),
  bottle: (
    <>
      <rect x="73" y="16" width="14" height="10" rx="2" className="fill-lotus" />
      <path d="M74 28h12v14c10 6 14 12 14 22v34H60V64c0-10 4-16 14-22z" className="fill-leaf" />
      <rect x="62" y="66" width="36" height="20" className="fill-paper" />
      <path d="M70 76h20" className="stroke-leaf" strokeWidth="3" />
    </>
  ),
  tea: (
    <>
      <path d="M50 54h56c4 26-8 40-28 40S46 80 50 54z" className="fill-leaf" />
      <path d="M106 60c18-2 18 22-2 22" className="fill-none stroke-leaf" strokeWidth="5" />
      <path d="M50 64L32 54l4 14 16 10z" className="fill-leaf" />
      <ellipse cx="78" cy="53" rx="28" ry="5" className="fill-longan-deep" />
      <path d="M70 42c-4-8 6-10 2-18M86 42c-4-8 6-10 2-18" className="fill-none stroke-line-strong" strokeWidth="2.5" />
    </>
  ),
  herb: (
    <>
      <path d="M80 94V40" className="stroke-leaf" strokeWidth="4" />
      {leaf(80, 46, -35)}
      {leaf(80, 62, -20)}
      {leaf(52, 66, 50)}
      {leaf(54, 46, 60)}
      <ellipse cx="80" cy="94" rx="24" ry="10" className="fill-star" />
    </>
  ),
  craft: (
    <>
      <path d="M40 52h80l-12 42H52z" className="fill-star" />
      <ellipse cx="80" cy="52" rx="40" ry="10" className="fill-longan-soft stroke-longan" strokeWidth="3" />
      {[58, 69, 80, 91, 102].map((x) => (
        <path key={x} d={`M${x} 62v32`} className="stroke-longan" strokeWidth="2" />
      ))}
      <path d="M46 72h68M49 84h62" className="stroke-longan" strokeWidth="2" />
    </>
  ),
  flower: (
    <>
      <path d="M80 30c16 18 16 38 0 54-16-16-16-36 0-54z" className="fill-lotus" />
      <path d="M50 44c20 4 30 20 30 40-20-2-32-18-30-40z" className="fill-lotus" opacity=".75" />
      <path d="M110 44c-20 4-30 20-30 40 20-2 32-18 30-40z" className="fill-lotus" opacity=".75" />
      <path d="M42 88c14-4 26-4 38-2 12-2 24-2 38 2-10 12-66 12-76 0z" className="fill-leaf" />
    </>
  ),
  place: (
    <>
      <path d="M30 58c20-4 36-14 50-30 14 16 30 26 50 30l-8 6H38z" className="fill-lotus" />
      {[48, 68, 92, 112].map((x) => (
        <rect key={x} x={x - 3} y="64" width="6" height="26" className="fill-longan" />
      ))}
      <rect x="36" y="90" width="88" height="8" className="fill-longan-deep" />
    </>
  ),
  bundle: (
    <>
      <rect x="46" y="46" width="68" height="50" rx="5" className="fill-star" />
      <path d="M80 46v50M46 66h68" className="stroke-lotus" strokeWidth="6" />
      <path d="M80 46c-20-2-22-20-10-20 8 0 10 12 10 20 0-8 2-20 10-20 12 0 10 18-10 20z" className="fill-lotus" />
    </>
  ),
  basket: (
    <>
      <path d="M46 60c0-46 68-46 68 0" className="fill-none stroke-longan" strokeWidth="5" />
      {fruit(62, 54)}
      {fruit(80, 50)}
      {leaf(86, 50, -30)}
      <rect x="92" y="38" width="14" height="24" rx="3" className="fill-leaf" />
      <path d="M38 60h84l-10 38H48z" className="fill-star" />
      <path d="M42 72h76M46 84h68" className="stroke-longan" strokeWidth="2.5" />
      <path
        d="M80 66c-14-2-14-12-6-12 5 0 6 8 6 12 0-4 1-12 6-12 8 0 8 10-6 12zl-8 18M80 66l8 18"
        className="fill-lotus stroke-lotus"
        strokeWidth="2"
      />
    </>
  ),
};
