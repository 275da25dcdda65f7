import { isRouteErrorResponse, Link } from "react-router";
import type { Texts } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";

export function BoardProblem({ error }: { error: unknown }) {
  const code = isRouteErrorResponse(error) ? error.status : 500;
  const { common, board } = useTexts();
  const { title, text } = wordsFor(code, board.problem);
  return (
    <div className="mx-auto max-w-xl py-8 text-center">
      <p className="figure text-sm font-semibold text-ink-soft">{common.problem.code({ code })}</p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title}</h1>
      <p className="mt-3 text-ink-soft">{text}</p>
      <p className="mt-6">
        <Link className="button button-primary" to="/so">
          {board.problem.back}
        </Link>
      </p>
    </div>
  );
}

function wordsFor(code: number, texts: Texts["board"]["problem"]) {
  if (code === 404) return texts.notFound;
  if (code === 429) return texts.tooOften;
  return code === 503 ? texts.away : texts.other;
}
