import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { Actor, LinkKind } from "../modules/people/link";
import { actorKey, type SignIn } from "../modules/people/password-move";
import type { Person } from "../modules/people/service";

export interface KnownSignIn extends SignIn {
  readonly id: string;
}

const identitiesSchema = z.array(
  z.object({
    id: z.string(),
    app_metadata: z.record(z.string(), z.unknown()).nullish(),
    provider_identities: z.array(z.object({ entity_id: z.string(), provider: z.string() })),
  }),
);

/** What Medusa keeps of each phone number: never the password. Phones without a sign-in are left out. */
export async function signInsOf(
  container: MedusaContainer,
  phones: readonly string[],
): Promise<ReadonlyMap<string, KnownSignIn>> {
  if (!phones.length) return new Map();
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "auth_identity",
    fields: ["id", "app_metadata", "provider_identities.entity_id", "provider_identities.provider"],
    filters: { provider_identities: { provider: "emailpass", entity_id: [...phones] } } as Record<string, unknown>,
  });
  return new Map(
    identitiesSchema
      .parse(data)
      .flatMap(({ id, app_metadata, provider_identities }) =>
        provider_identities
          .filter(({ provider }) => provider === "emailpass")
          .map(({ entity_id }): [string, KnownSignIn] => [entity_id, { id, actors: app_metadata ?? {} }]),
      ),
  );
}

/** Whether this person has set a password. */
export const isSignedUp = (signIn: SignIn | undefined, { actor, row }: Person): boolean =>
  signIn?.actors[actorKey(actor)] === row.id;

export const linkKindFor = (signIn: SignIn | undefined, person: Person): LinkKind =>
  isSignedUp(signIn, person) ? "reset" : "invitation";

export const areaOf = (actor: Actor): "desk" | "board" => (actor === "officer" ? "board" : "desk");
