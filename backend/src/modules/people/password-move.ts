import type { Actor } from "./link";

/** A sign-in by phone; `actors` are the ids of those it opens for, by `producer_member_id`, `officer_id`, `customer_id`. */
export interface SignIn {
  readonly actors: Readonly<Record<string, unknown>>;
}

/**
 * What a link may do with the sign-in that its person's phone has already.
 * `anew`: made from nothing, so that no token of an older one goes on to this person;
 * `ask-existing`: the phone opens something else too, so its password is asked for and stays;
 * `overwrite`: an operator's link for somebody of more kinds than one;
 * `refuse`: a producer's link would open more than the producer's desk.
 */
export type PasswordMove = "anew" | "ask-existing" | "overwrite" | "refuse";

export function passwordMove(signIn: SignIn | undefined, actor: Actor, personId: string): PasswordMove {
  const key = actorKey(actor);
  const actors = Object.entries(signIn?.actors ?? {}).filter(([name, id]) => name.endsWith("_id") && Boolean(id));
  if (!actors.some(([name]) => name !== key)) return "anew";
  if (!actors.some(([name, id]) => name === key && id === personId)) return "ask-existing";
  // Links of officers are an operator's alone; those of members an owner makes too.
  return actor === "officer" ? "overwrite" : "refuse";
}

export const actorKey = (actor: Actor): string => `${actor}_id`;
