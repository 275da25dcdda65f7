import { text } from "node:stream/consumers";
import { renderToPipeableStream } from "react-dom/server";
import { expect, it } from "vitest";
import { openPageBody } from "./page-body.server.ts";

it("hands on every letter wherever it falls, and nothing between letters", async () => {
  const words = Array.from({ length: 400 }, (_, index) => "ế".repeat(1 + (index % 7)));
  const body = openPageBody();
  const { pipe } = renderToPipeableStream(
    <ul>
      {words.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ul>,
    { onAllReady: () => pipe(body) },
  );
  expect(await text(body)).toBe(`<ul>${words.map((word) => `<li>${word}</li>`).join("")}</ul>`);
});
