// From the private use area: no sentence, name or address that people write holds these.
const [open, close] = ["\uE000", "\uE001"];

/** What stands out in a sentence: how it looks is the business of `Marked`, which shows such sentences. */
export const mark = (text: string): string => `${open}${text}${close}`;

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

export function piecesOf(sentence: string): Piece[] {
  return sentence
    .split(open)
    .flatMap((part, index) => {
      if (index === 0) return [{ text: part, marked: false }];
      const [inside = "", after = ""] = part.split(close);
      return [
        { text: inside, marked: true },
        { text: after, marked: false },
      ];
    })
    .filter(({ text }) => text !== "");
}
