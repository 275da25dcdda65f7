import { generateJwtToken } from "@medusajs/framework/utils";

/** A token as a sign-in gives it, whether or not there is anybody of that id. */
export const tokenOf = (actor: string, id = `${actor}_test`): string =>
  generateJwtToken(
    { actor_id: id, actor_type: actor, auth_identity_id: "authid_test", app_metadata: { [`${actor}_id`]: id } },
    { secret: process.env.JWT_SECRET ?? "", expiresIn: "1h", jwtOptions: {} },
  );
