import { piecesOf } from "../text/mark.ts";

/** A sentence of the catalogue with what is marked in it standing out. */
export function MarkedText({ text, className = "figure font-semibold" }: { text: string; className?: string }) {
  return (
    <>
      {piecesOf(text).map((piece, index) =>
        piece.marked ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence have no other name
          <span key={index} className={className}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
