import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { keepTexts } from "./text/texts.ts";

// Where the catalogue does not arrive, the page stays as the server wrote it and its forms still work.
if (document.documentElement.lang === "en") keepTexts("en", (await import("./text/en/index.ts")).en);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter />
    </StrictMode>,
  );
});
