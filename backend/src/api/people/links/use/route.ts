import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { createRateLimit } from "../../../../shop/rate-limit";
import { setPassword } from "../../../../sign-in/set-password";
import { parsed } from "../../../parsed";
import { passwordSchema } from "../../schemas";
import { isTooOften } from "../too-often";

// A token cannot be guessed; whoever holds one could still guess the password that its phone has already.
const tries = createRateLimit(10);

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { token, ...given } = parsed(passwordSchema, request.body);
  if (isTooOften(tries, token, request, response)) return;
  response.json({ area: await setPassword(request.scope, token, given) });
}
