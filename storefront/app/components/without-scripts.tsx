import { type ReactNode, useSyncExternalStore } from "react";

const never = () => () => {};

/** Shown until scripts run here, so also where they are off or have not arrived; `noscript` covers only the first. */
export function WithoutScripts({ children }: { children: ReactNode }) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return scripted ? null : children;
}
