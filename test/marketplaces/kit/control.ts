import { Hono } from "hono";
import { z } from "zod";

/** What a simulator lets tests see, turn and break. */
export interface Controlled<Kind extends string> {
  state(): object;
  /** The dials' schema with every key optional, and the object that holds them. */
  readonly dials: { readonly schema: z.ZodType<object>; values(): object };
  readonly faults: {
    readonly kinds: readonly Kind[];
    failNext(kind: Kind, count: number, path: string, query: string): void;
    waiting(): readonly object[];
    follow(plan: { seed: number; rate: number; kinds: readonly Kind[] }): void;
    clear(): void;
  };
  readonly orders: {
    all(): readonly object[];
    place(body: unknown): object | { readonly refused: string };
    change(id: string, body: unknown): object | undefined;
  };
  changed(): void;
  reset(): void;
}

/** The routes below `/control`, the same for every simulator. What they are asked wrongly is answered with 400. */
export function controlRoutes<Kind extends string>(of: Controlled<Kind>): Hono {
  const kind = z.custom<Kind>((value) => of.faults.kinds.some((each) => each === value), {
    error: `none of ${of.faults.kinds.join(", ")}`,
  });
  const asked = z.strictObject({
    kind,
    count: z.int().positive().default(1),
    path: z.string().default(""),
    query: z.string().default(""),
  });
  const plan = z.strictObject({ seed: z.int(), rate: z.number().min(0).max(1), kinds: z.array(kind).min(1) });
  const faultSchema = z.union([asked, z.strictObject({ plan })]);

  const app = new Hono();
  app.onError((error, context) => context.json({ error: error.message }, 400));
  app.get("/state", (context) => context.json({ ...of.state(), dials: of.dials.values() }));
  app.post("/dials", async (context) => {
    Object.assign(of.dials.values(), of.dials.schema.parse(await context.req.json()));
    of.changed();
    return context.json(of.dials.values());
  });
  app.post("/faults", async (context) => {
    const fault = faultSchema.parse(await context.req.json());
    if ("plan" in fault) of.faults.follow(fault.plan);
    else of.faults.failNext(fault.kind, fault.count, fault.path, fault.query);
    return context.json({});
  });
  app.get("/faults", (context) => context.json(of.faults.waiting()));
  app.delete("/faults", (context) => {
    of.faults.clear();
    return context.json({});
  });
  app.get("/orders", (context) => context.json(of.orders.all()));
  app.post("/orders", async (context) => {
    const placed = of.orders.place(await context.req.json());
    return context.json(placed, "refused" in placed ? 409 : 200);
  });
  app.post("/orders/:order", async (context) => {
    const changed = of.orders.change(context.req.param("order"), await context.req.json());
    return changed ? context.json(changed) : context.json({ error: "no such order" }, 404);
  });
  app.post("/reset", (context) => {
    of.reset();
    of.faults.clear();
    return context.json({});
  });
  return app;
}
