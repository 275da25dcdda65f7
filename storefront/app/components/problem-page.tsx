import { isRouteErrorResponse, Link } from "react-router";
import { useTexts } from "../text/use-texts.ts";

interface Words {
  readonly title: string;
  readonly text: string;
}
interface Problems {
  readonly notFound: Words;
  readonly tooOften: Words;
  /** No answer: whatever was being done may be done or not. */
  readonly away: Words;
  readonly other: Words;
}

/** What a person reads when a page cannot be shown: what happened, whose move it is, and ways on within the area. */
export function ProblemPage({
  error,
  says,
  ways,
}: {
  error: unknown;
  says: Problems;
  ways: (code: number) => readonly { readonly to: string; readonly text: string }[];
}) {
  const { common } = useTexts();
  const code = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = wordsFor(code, says);
  return (
    <div className="mx-auto max-w-xl py-8 text-center">
      <p className="figure text-sm font-semibold text-ink-soft">{common.problem.code({ code })}</p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title}</h1>
      <p className="mt-3 text-ink-soft">{text}</p>
      <p className="mt-6 flex flex-wrap justify-center gap-3">
        {ways(code).map((way, index) => (
          <Link key={way.to} className={`button ${index === 0 ? "button-primary" : "button-quiet"}`} to={way.to}>
            {way.text}
          </Link>
        ))}
      </p>
    </div>
  );
}

/** Of the shop, and of whatever has no area. */
export function ShopProblem({ error }: { error: unknown }) {
  const { problem } = useTexts().common;
  const cart = { to: "/gio-hang", text: problem.cart };
  const usual = [
    { to: "/", text: problem.home },
    { to: "/san-pham", text: problem.products },
  ];
  return <ProblemPage error={error} says={problem} ways={(code) => (code === 503 ? [cart, ...usual] : usual)} />;
}

function wordsFor(code: number, says: Problems): Words {
  if (code === 404) return says.notFound;
  if (code === 503) return says.away;
  return code === 429 ? says.tooOften : says.other;
}
