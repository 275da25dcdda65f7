import { createCookie } from "react-router";
import { z } from "zod";
import { cookieSecrets, overTls } from "./env.server.ts";

const kept = z.object({ id: z.string().optional(), count: z.number().int().min(0).catch(0) });
/** The cart is the backend's; the browser keeps which one it is and how many things are in it, for the header. */
export type CartCookie = z.infer<typeof kept>;

const cookie = createCookie("gio-hang", {
  httpOnly: true,
  sameSite: "lax",
  secure: overTls,
  secrets: cookieSecrets,
  path: "/",
  maxAge: 60 * 60 * 24 * 30,
});

export async function readCartCookie(request: Request): Promise<CartCookie> {
  const result = kept.safeParse(await cookie.parse(request.headers.get("cookie")));
  return result.success ? result.data : { count: 0 };
}

/** The header's value that keeps a cart, or forgets it. */
export function writeCartCookie(cart: CartCookie | undefined): Promise<string> {
  return cart ? cookie.serialize(cart) : cookie.serialize("", { maxAge: 0 });
}
