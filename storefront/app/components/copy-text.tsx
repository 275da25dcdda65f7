import { useEffect, useState } from "react";
import { useTexts } from "../text/use-texts.ts";

/** A text to carry elsewhere: selected whole by one tap, and with a button where the browser gives its clipboard. */
export function CopyText({ label, text, mark }: { label: string; text: string; mark?: string | undefined }) {
  const { task } = useTexts().desk;
  const [able, setAble] = useState(false);
  const [copied, setCopied] = useState(false);
  // Browsers give the clipboard to pages over https and on localhost alone.
  useEffect(() => setAble("clipboard" in navigator), []);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-12 items-center justify-between gap-3">
        <h3 className="text-base font-semibold">
          {label}
          {mark ? <span className="chip ml-2 bg-warn-soft text-warn">{mark}</span> : null}
        </h3>
        {able ? (
          <button
            type="button"
            className="button button-quiet min-h-11 px-4 py-1.5"
            aria-label={`${copied ? task.copied : task.copyButton}: ${label}`}
            onClick={() => void copy()}
          >
            {copied ? task.copied : task.copyButton}
          </button>
        ) : null}
      </div>
      <p className="rounded-lg border border-line-strong bg-paper px-3 py-2.5 break-words whitespace-pre-line select-all">
        {text}
      </p>
    </div>
  );
}
