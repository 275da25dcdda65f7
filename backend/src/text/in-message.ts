import { type Text, textSchema } from "connectors/contract";

const mark = "says:";

/** Schemas hold strings alone: a text goes into a message as one, and comes out again where the answer is made. */
export const inMessage = (text: Text): string => mark + JSON.stringify(text);

/** Undefined for the words of the schema library itself. */
export function fromMessage(message: string): Text | undefined {
  return message.startsWith(mark) ? textSchema.parse(JSON.parse(message.slice(mark.length))) : undefined;
}
