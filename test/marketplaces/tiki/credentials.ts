import { timingSafeEqual } from "node:crypto";

export type ClientAuthentication = "client_secret_basic" | "client_secret_post";

/** An application as it is registered (§2); one linked to a seller is in-house, without a seller it is public. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientAuthentication: ClientAuthentication;
  readonly sellerId?: number | undefined;
  /** Addresses that consent may lead back to; none given, any address. */
  readonly redirectUris?: readonly string[] | undefined;
}

export function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Who asks at the token endpoint; undefined when it is not proven. A method other than the one registered is refused, and so
 * are two at once: both look like a wrong secret (§9.15).
 */
export function authenticate(
  apps: readonly App[],
  authorization: string | undefined,
  form: Readonly<Record<string, string>>,
): App | undefined {
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  if (authorization !== undefined && !basic) return undefined;
  if (basic && form.client_secret !== undefined) return undefined;
  const method: ClientAuthentication = basic ? "client_secret_basic" : "client_secret_post";
  const pairs = basic ? [basic, decoded(basic)] : [{ id: form.client_id ?? "", secret: form.client_secret ?? "" }];
  return apps.find(
    (app) =>
      app.clientAuthentication === method &&
      (form.client_id === undefined || form.client_id === app.clientId) &&
      pairs.filter(({ id, secret }) => sameText(id, app.clientId) && sameText(secret, app.clientSecret)).length > 0,
  );
}

function readBasic(header: string): { id: string; secret: string } | undefined {
  const [, code] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header) ?? [];
  const text = code === undefined ? "" : Buffer.from(code, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** RFC 6749 §2.3.1 has both parts form-encoded; Tiki's published example has them bare. Clients of either kind are known. */
function decoded({ id, secret }: { id: string; secret: string }): { id: string; secret: string } {
  const decode = (text: string) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return text;
    }
  };
  return { id: decode(id), secret: decode(secret) };
}

/** The token in an Authorization header of an API call. */
export const readBearer = (header: string | undefined): string | undefined => /^Bearer (\S+)$/i.exec(header ?? "")?.[1];
