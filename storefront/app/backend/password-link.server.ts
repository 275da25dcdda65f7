import { z } from "zod";
import { askBackend, BackendRefused } from "./backend.server.ts";
import type { Area } from "./sign-in.server.ts";

const linkSchema = z.object({ name: z.string(), area: z.enum(["desk", "board"]), kind: z.enum(["invitation", "reset"]) });
export type PasswordLink = z.infer<typeof linkSchema>;

/** Undefined when it was used, has expired or never was. */
export async function readPasswordLink(token: string): Promise<PasswordLink | undefined> {
  try {
    return await askBackend("/people/links/look", { answer: linkSchema, method: "POST", body: { token } });
  } catch (error) {
    if (error instanceof BackendRefused && error.status === 404) return undefined;
    throw error;
  }
}

/** `existing_password` where the phone has a password already, which the backend then asks for (409). */
export async function usePasswordLink(
  token: string,
  given: { password: string } | { existing_password: string },
): Promise<Area> {
  const answer = z.object({ area: z.enum(["desk", "board"]) });
  const question = { answer, method: "POST", body: { ...given, token }, timeoutMs: 20_000 } as const;
  return (await askBackend("/people/links/use", question)).area;
}
