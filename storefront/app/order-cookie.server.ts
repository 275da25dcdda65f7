import { createCookie } from "react-router";
import { z } from "zod";
import { cookieSecrets, overTls } from "./env.server.ts";

const kept = z.object({ code: z.string(), phone: z.string() });

const cookie = createCookie("don-hang", {
  httpOnly: true,
  sameSite: "lax",
  secure: overTls,
  secrets: cookieSecrets,
  path: "/don-hang",
  maxAge: 60 * 60 * 24,
});

/** The order that this browser has just placed, so that its page can be shown without asking for the phone again. */
export async function readOrderCookie(request: Request): Promise<z.infer<typeof kept> | undefined> {
  return kept.safeParse(await cookie.parse(request.headers.get("cookie"))).data;
}

export function writeOrderCookie(order: z.infer<typeof kept>): Promise<string> {
  return cookie.serialize(order);
}
