import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { type Text, textSchema } from "connectors/contract";

const saidSchema = textSchema.extend({ field: z.string().optional() });
/** `field` names what the sentence is about, where a form was sent. */
export type Said = z.infer<typeof saidSchema>;

const refusalSchema = z.object({ says: z.array(saidSchema).min(1) });

/** A no that a person reads: in no language until it leaves (api/middlewares). `message` is the codes, for logs. */
export class Refusal extends MedusaError {
  readonly says: readonly Said[];

  constructor(type: string, says: Text | readonly Said[], code?: string) {
    const list: readonly Said[] = "code" in says ? [says] : says;
    super(type, list.map((each) => (each.params ? `${each.code} ${JSON.stringify(each.params)}` : each.code)).join("; "), code);
    this.says = list;
  }
}

/** What an error says to people, if anything. By its shape: a workflow hands an error on as plain data. */
export function saidBy(error: unknown): readonly Said[] | undefined {
  return refusalSchema.safeParse(error).data?.says;
}
