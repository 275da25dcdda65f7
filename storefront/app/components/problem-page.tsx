import { isRouteErrorResponse, Link } from "react-router";
import type { Texts } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";

/** What a person reads when a page cannot be shown: what happened, whose move it is, and a way on. */
export function ProblemPage({ error }: { error: unknown }) {
  const { problem } = useTexts().common;
  const code = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = wordsFor(code, problem);
  return (
    <div className="mx-auto max-w-xl py-8 text-center">
      <p className="figure text-sm font-semibold text-ink-soft">{problem.code({ code })}</p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title}</h1>
      <p className="mt-3 text-ink-soft">{text}</p>
      <p className="mt-6 flex flex-wrap justify-center gap-3">
        <Link className="button button-primary" to="/">
          {problem.home}
        </Link>
        <Link className="button button-quiet" to="/san-pham">
          {problem.products}
        </Link>
      </p>
    </div>
  );
}

function wordsFor(code: number, problem: Texts["common"]["problem"]): { readonly title: string; readonly text: string } {
  if (code === 404) return problem.notFound;
  if (code === 503) return problem.away;
  return code === 429 ? problem.tooOften : problem.other;
}
