import { Button, Heading, Input, Label, Select, Text, Textarea } from "@medusajs/ui";
import { type FormEvent, useEffect, useState } from "react";
import { useTexts } from "../../texts";
import { ask } from "../ask";

interface Field {
  name: string;
  kind: "text" | "number" | "yes-no" | "choice" | "json";
  required: boolean;
  secret: boolean;
  choices?: string[];
  default?: unknown;
  value?: unknown;
  set?: boolean;
}
interface Forms {
  channels: { channel: string; title: string; fields: Field[] }[];
  producers: { id: string; name: string }[];
}
const programme = "programme";

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** What was typed, in the form of its field; nothing typed is left out, so that a default or a kept secret holds. */
function typed(form: FormData, fields: readonly Field[], notJson: (name: string) => string): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const text = textIn(form, `setting:${name}`);
    if (!text) continue;
    if (kind === "number") settings[name] = Number(text);
    else if (kind === "yes-no") settings[name] = text === "true";
    else if (kind !== "json") settings[name] = text;
    else
      try {
        settings[name] = JSON.parse(text);
      } catch {
        throw new Error(notJson(name));
      }
  }
  return settings;
}

const shown = (value: unknown): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 2);

function SettingInput({ field }: { field: Field }) {
  const { texts } = useTexts();
  const { channels: words } = texts;
  const id = `setting:${field.name}`;
  const value = shown(field.value ?? (field.kind === "json" ? field.default : undefined));
  const hint = field.secret && field.set ? words.secretKept : shown(field.kind === "json" ? undefined : field.default);
  const common = { id, name: id, placeholder: hint, "aria-required": field.required && !(field.secret && field.set) };
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>
        {field.name}
        {field.required ? " *" : ""}
      </Label>
      {field.kind === "json" ? (
        <Textarea {...common} rows={value.length > 400 ? 16 : 4} defaultValue={value} spellCheck={false} />
      ) : field.kind === "choice" || field.kind === "yes-no" ? (
        <select {...common} defaultValue={value} className="bg-ui-bg-field shadow-borders-base h-8 rounded-md px-2">
          <option value="">{words.byDefault({ value: shown(field.default) })}</option>
          {(field.choices ?? ["true", "false"]).map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <Input
          {...common}
          type={field.secret ? "password" : field.kind === "number" ? "number" : "text"}
          step="any"
          autoComplete="off"
          defaultValue={value}
        />
      )}
    </div>
  );
}

/** A new account; or, with `accountId`, the settings of one that is there. Every refusal names its field. */
export function AccountForm({ accountId, done }: { accountId?: string; done: () => void }) {
  const { texts } = useTexts();
  const { channels: words } = texts;
  const [forms, setForms] = useState<Forms>();
  const [kept, setKept] = useState<Field[]>();
  const [channel, setChannel] = useState("");
  const [owner, setOwner] = useState(programme);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const load = accountId
      ? ask<{ settings: Field[] }>(`/admin/channels/accounts/${accountId}/settings`).then(({ settings }) => setKept(settings))
      : ask<Forms>("/admin/channels/forms").then((known) => {
          setForms(known);
          setChannel(known.channels[0]?.channel ?? "");
        });
    load.catch((error: unknown) => setSaid(error instanceof Error ? error.message : texts.failed));
  }, [accountId]);
  const fields = kept ?? forms?.channels.find((each) => each.channel === channel)?.fields ?? [];

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setSaid("");
    try {
      const settings = typed(form, fields, (name) => words.notJson({ name }));
      if (accountId) await ask(`/admin/channels/accounts/${accountId}/settings`, { settings });
      else
        await ask("/admin/channels/accounts", {
          channel,
          title: textIn(form, "title"),
          settings,
          simulated: form.get("simulated") === "on",
          ...(owner === programme ? {} : { producer_id: owner }),
        });
      done();
    } catch (error) {
      setSaid(error instanceof Error ? error.message : texts.failed);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="flex max-w-2xl flex-col gap-4" onSubmit={(event) => void save(event)}>
      <Heading level="h2">{accountId ? words.settings : words.add}</Heading>
      {forms && !accountId ? (
        <>
          <div className="flex flex-col gap-1">
            <Label htmlFor="channel">{words.channel}</Label>
            <Select value={channel} onValueChange={setChannel}>
              <Select.Trigger id="channel">
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {forms.channels.map((each) => (
                  <Select.Item key={each.channel} value={each.channel}>
                    {each.title}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
          <div className="flex flex-col gap-1">
            <Label htmlFor="owner">{words.owner}</Label>
            <Select value={owner} onValueChange={setOwner}>
              <Select.Trigger id="owner">
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                <Select.Item value={programme}>{words.programme}</Select.Item>
                {forms.producers.map(({ id, name }) => (
                  <Select.Item key={id} value={id}>
                    {name}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
          <div className="flex flex-col gap-1">
            <Label htmlFor="title">{words.name} *</Label>
            <Input id="title" name="title" aria-required maxLength={120} />
          </div>
          <label className="flex items-center gap-2">
            <input type="checkbox" name="simulated" /> {words.isSimulated}
          </label>
        </>
      ) : null}
      {/* Keyed by channel: another channel's fields begin empty. */}
      <div key={channel} className="flex flex-col gap-3">
        {fields.map((field) => (
          <SettingInput key={field.name} field={field} />
        ))}
      </div>
      {said && (
        <Text role="alert" className="text-ui-fg-error">
          {said}
        </Text>
      )}
      <div className="flex gap-2">
        <Button type="submit" disabled={busy || (!kept && !forms)}>
          {words.save}
        </Button>
        <Button type="button" variant="secondary" onClick={done}>
          {words.close}
        </Button>
      </div>
    </form>
  );
}
