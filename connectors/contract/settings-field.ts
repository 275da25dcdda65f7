import { z } from "zod";

/** A setting that is written and never shown again. */
export const secretSchema = z.string().trim().min(1).meta({ secret: true });

/** One setting of a channel as a form asks for it. `json` for what has parts of its own, like a sheet's template. */
export interface SettingsField {
  readonly name: string;
  readonly kind: "text" | "number" | "yes-no" | "choice" | "json";
  readonly required: boolean;
  readonly secret: boolean;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}

interface Described {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  /** The default of a setting that is read into another form, for which JSON Schema has no default. */
  readonly starter?: unknown;
  readonly secret?: boolean;
  readonly description?: string;
}
const kinds: Readonly<Record<string, SettingsField["kind"]>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "yes-no",
};

/** The fields of a channel's settings, in the order its schema has them. */
export function settingsFields(settings: z.ZodType): readonly SettingsField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, Described>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    kind: field.enum ? "choice" : (kinds[field.type ?? ""] ?? "json"),
    required: required.includes(name),
    secret: field.secret === true,
    ...(field.enum ? { choices: field.enum.map(String) } : {}),
    ...((field.default ?? field.starter) === undefined ? {} : { default: field.default ?? field.starter }),
    ...(field.description === undefined ? {} : { description: field.description }),
  }));
}
