import { useEffect, useState } from "react";
import { useTexts } from "../text/use-texts.ts";

/** An address to hand on: as text that is selected whole, and with a button where the browser gives its clipboard. */
export function CopyLink({ url }: { url: string }) {
  const { members } = useTexts().desk;
  const [able, setAble] = useState(false);
  const [copied, setCopied] = useState(false);
  // Browsers give the clipboard to pages over https and on localhost alone.
  useEffect(() => setAble("clipboard" in navigator), []);
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <div className="mt-2 flex flex-col gap-2 sm:flex-row sm:items-center">
      <p className="figure min-w-0 flex-1 rounded-lg border border-line-strong bg-white px-3 py-2.5 break-all select-all">
        {url}
      </p>
      {able ? (
        <button type="button" className="button button-primary" onClick={() => void copy()}>
          {copied ? members.copied : members.copy}
        </button>
      ) : null}
    </div>
  );
}
