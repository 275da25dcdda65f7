import { authenticate, defineMiddlewares } from "@medusajs/framework/http";

/** Who may call a route of ours (decisions: callers). Medusa itself asks an operator's sign-in of everything under /admin. */
export type Caller = "operator" | "officer";

export interface CallerRow {
  /** A path of ours, or the beginning of one ending in `*`. */
  readonly matcher: string;
  readonly caller: Caller;
  /** The largest body that is read, where Medusa's 100 kB are too few. */
  readonly bodyLimit?: { readonly method: "POST"; readonly size: string };
}

/** The one table. A route file that no row covers fails the tests. */
export const callers: readonly CallerRow[] = [
  { matcher: "/department/*", caller: "officer" },
  // Base64 of a file of 20 MB.
  { matcher: "/admin/ocop/imports", caller: "operator", bodyLimit: { method: "POST", size: "30mb" } },
];

const officer = authenticate("officer", ["bearer"]);

export default defineMiddlewares({
  routes: callers.map(({ matcher, caller, bodyLimit }) => ({
    matcher,
    ...(caller === "officer" ? { middlewares: [officer] } : {}),
    ...(bodyLimit ? { methods: [bodyLimit.method], bodyParser: { sizeLimit: bodyLimit.size } } : {}),
  })),
});
