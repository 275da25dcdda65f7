import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useTexts } from "../text/use-texts.ts";

interface FieldFrame {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** A label, a hint and what is wrong with it, tied to the control for those who listen. */
function Frame({ name, label, hint, error, required, children }: FieldFrame & { required: boolean; children: ReactNode }) {
  const { common } = useTexts();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className="font-semibold text-longan-deep">
        {label}
        {required ? null : <span className="font-normal text-ink-soft"> {common.field.optional}</span>}
      </label>
      {hint ? (
        <p id={`${name}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? (
        <p id={`${name}-error`} className="font-medium text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function described({ name, hint, error }: FieldFrame) {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return {
    id: name,
    name,
    className: "input",
    ...(ids ? { "aria-describedby": ids } : {}),
    ...(error ? { "aria-invalid": true } : {}),
  };
}

export function TextField({ label, hint, error, ...input }: FieldFrame & InputHTMLAttributes<HTMLInputElement>) {
  const frame = { name: input.name, label, hint, error };
  return (
    <Frame {...frame} required={input.required ?? false}>
      <input type="text" {...input} {...described(frame)} />
    </Frame>
  );
}

export function TextArea({ label, hint, error, ...input }: FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const frame = { name: input.name, label, hint, error };
  return (
    <Frame {...frame} required={input.required ?? false}>
      <textarea rows={3} {...input} {...described(frame)} />
    </Frame>
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A `filter` narrows a list: nobody has to be told that it may stay open. */
export function SelectField({
  label,
  hint,
  error,
  choices,
  empty,
  filter = false,
  ...input
}: FieldFrame & SelectHTMLAttributes<HTMLSelectElement> & { choices: readonly Choice[]; empty?: string; filter?: boolean }) {
  const frame = { name: input.name, label, hint, error };
  return (
    <Frame {...frame} required={filter || (input.required ?? false)}>
      <select {...input} {...described(frame)}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </Frame>
  );
}
