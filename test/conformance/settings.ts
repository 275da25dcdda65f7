import { ConnectorError, settingsFields } from "connectors/contract";
import fc from "fast-check";
import { expect } from "vitest";
import { everythingIn, type Shop, type Suite } from "./suite.ts";

export function describeSettings({ channel, edge, ports, has, promise }: Suite): void {
  function refused(shop: Shop, settings: unknown): ConnectorError {
    try {
      channel.connect(settings, undefined, {
        gate: { pass: () => Promise.resolve(), closeFor: () => undefined },
        now: () => new Date(0),
      });
    } catch (error) {
      if (error instanceof ConnectorError) {
        shop.errors.push(error);
        return error;
      }
      throw error;
    }
    throw new Error("the settings were taken");
  }
  const without = (shop: Shop, ...keys: readonly string[]) =>
    Object.fromEntries(Object.entries(shop.market.settings()).filter(([key]) => !keys.includes(key)));

  promise("names each required setting that is missing", (shop) => {
    for (const key of shop.market.requiredSettings) {
      const error = refused(shop, without(shop, key));
      expect(error).toMatchObject({ kind: "validation", sent: false });
      expect(error.message).toContain(key);
    }
  });
  promise("names all settings that are missing at once", (shop) => {
    const { message, says } = refused(shop, without(shop, ...shop.market.requiredSettings));
    for (const key of shop.market.requiredSettings) {
      expect(message).toContain(key);
      expect(JSON.stringify(says?.params)).toContain(key);
    }
  });
  promise("asks for no setting that it can do without", (shop) => {
    const optional = Object.keys(shop.market.settings()).filter((key) => !shop.market.requiredSettings.includes(key));
    expect(() => shop.connect()).not.toThrow();
    expect(channel.settings.safeParse(without(shop, ...optional)).success).toBe(true);
  });
  promise("refuses a setting that it does not know", (shop) => {
    const error = refused(shop, { ...shop.market.settings(), misspelt: 1 });
    expect(error.kind).toBe("validation");
    expect(error.message).toContain("misspelt");
  });
  promise("names a setting of the wrong type", (shop) => {
    for (const key of shop.market.requiredSettings)
      expect(refused(shop, { ...shop.market.settings(), [key]: { of: "another kind" } }).message).toContain(key);
  });
  promise("refuses settings that are no object", (shop) => {
    for (const settings of [undefined, null, 7, "settings", []]) expect(refused(shop, settings).kind).toBe("validation");
  });
  promise("tells no secret when it refuses settings", (shop) => {
    const told = everythingIn(refused(shop, { ...shop.market.settings(), misspelt: 1 }));
    for (const secret of shop.market.secrets()) expect(told).not.toContain(secret);
  });
  promise("marks every secret among its settings as one", (shop) => {
    const secrets = new Set(shop.market.secrets());
    const held = Object.entries(shop.market.settings()).filter(([, value]) => typeof value === "string" && secrets.has(value));
    const marked = settingsFields(edge.settings)
      .filter(({ secret }) => secret)
      .map(({ name }) => name);
    expect(held.length).toBeGreaterThan(0);
    for (const [name] of held) expect(marked).toContain(name);
  });
  promise("can be filled in by a form: each setting has a kind, and each required one is said to be", (shop) => {
    const fields = settingsFields(edge.settings);
    const required = fields.filter((field) => field.required).map(({ name }) => name);
    expect(required.toSorted()).toEqual([...shop.market.requiredSettings].toSorted());
  });
  promise("asks the marketplace nothing while it connects", async (shop) => {
    expect(await shop.calls(async () => shop.connect({ access: shop.access }))).toBe(0);
    expect(await shop.calls(async () => refused(shop, {}))).toBe(0);
  });
  promise("keeps to the rate of its policy, or to the one its settings give", (shop) => {
    const settings = shop.market.settings();
    expect(channel.rateOf(settings)).toEqual(channel.policy.rate);
    const { requests, perMs } = channel.rateOf({ ...settings, requestsPerSecond: 3 });
    expect((requests * 1_000) / perMs).toBe(3);
  });
  promise("has a rate for any settings at all", () => {
    fc.assert(
      fc.property(fc.anything(), (settings) => {
        const { requests, perMs } = channel.rateOf(settings);
        expect(requests).toBeGreaterThan(0);
        expect(perMs).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
  promise("says how long to wait for an answer and how often to read again", () => {
    const { timeoutMs, retry } = channel.policy;
    expect(timeoutMs).toBeGreaterThanOrEqual(5_000);
    expect(timeoutMs).toBeLessThanOrEqual(60_000);
    expect(retry.attempts).toBeGreaterThan(0);
    expect(retry.longestDelayMs).toBeGreaterThanOrEqual(retry.firstDelayMs);
  });
  promise("is the same channel on its edge, in its plan and as a connector", (shop) => {
    expect([channel.channel, edge.channel, shop.connector.channel]).toEqual(Array(3).fill(shop.market.channel));
    expect(edge.title).toBe(channel.title);
  });
  promise("checks settings on its edge as the connector does", (shop) => {
    const settings = shop.market.settings();
    const some = [settings, {}, { ...settings, misspelt: 1 }, ...shop.market.requiredSettings.map((key) => without(shop, key))];
    for (const each of some) expect(edge.settings.safeParse(each).success).toBe(channel.settings.safeParse(each).success);
  });
  promise("has a port for each work that goes by the api, and says of each port that it does", (shop) => {
    const { ways } = edge.abilitiesOf?.(shop.market.settings()) ?? edge;
    expect({
      listings: ways.listings === "api",
      stock: ways.stock === "api",
      orders: ways.orders === "api",
    }).toEqual({
      listings: Boolean(ports.listings),
      stock: Boolean(ports.stock),
      orders: Boolean(ports.orders),
    });
    expect(Boolean(ports.offers)).toBe(Boolean(ports.listings));
  });
  promise("says on its edge exactly what else it can do: move units, tell of returns, read a tree, fetch bells", (shop) => {
    const { adjustsStock, returns, taxonomy, bells } = edge.abilitiesOf?.(shop.market.settings()) ?? edge;
    expect({ adjustsStock, returns, taxonomy, bells }).toEqual({
      adjustsStock: ports.stock?.adjust && true,
      returns: ports.orders?.listReturns && true,
      taxonomy: ports.taxonomy && true,
      bells: ports.bells && true,
    });
  });
  promise("lists exactly the commands that it carries out", () => {
    const carriedOut = (["accept", "pack", "ship", "cancel"] as const).filter((command) => ports.orders?.[command]);
    expect(edge.commands.toSorted()).toEqual(carriedOut.toSorted());
  });
  promise(
    "says on its edge what a number of stock means",
    () => {
      expect(edge.stockKind).toBe(ports.stock?.kind);
    },
    ports.stock,
  );
  promise(
    "takes batches of a whole number of rows",
    () => {
      for (const { batchSize } of [ports.offers, ports.stock].filter((port) => port !== undefined)) {
        expect(Number.isInteger(batchSize)).toBe(true);
        expect(batchSize).toBeGreaterThan(0);
      }
    },
    ports.stock,
  );
  promise("takes new work", () => {
    expect(edge.retired).toBeUndefined();
  });
  promise("has a consent page if it has consent", () => {
    expect("consentUrl" in edge && "readAccess" in edge).toBe(Boolean(ports.access));
    expect(has.requiredSettings.length).toBeGreaterThan(0);
  });
}
