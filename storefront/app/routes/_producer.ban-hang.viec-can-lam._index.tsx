import { Link } from "react-router";
import { type DeskTask, openDesk } from "../backend/desk.server.ts";
import { Notice } from "../components/notice.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.viec-can-lam._index";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.tasks }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  const tasks = await (await openDesk(request)).tasks();
  return { tasks, done: new URL(request.url).searchParams.has("xong") };
}

/** Where each move is made. */
function placeOf({ move, listing_id, variant_id }: DeskTask): string {
  if (move === "open-task" && listing_id) return `/ban-hang/viec-can-lam/${encodeURIComponent(listing_id)}`;
  if (move === "open-sheets") return "/ban-hang/tep";
  if (move === "sign-in" || move === "release") return "/ban-hang/gian-hang";
  return variant_id ? `/ban-hang/san-pham#${variant_id}` : "/ban-hang/san-pham";
}

export default function Tasks({ loaderData: { tasks, done } }: Route.ComponentProps) {
  const { desk } = useTexts();
  const words: Readonly<Record<string, string>> = desk.tasks.open;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl sm:text-3xl">{desk.tasks.title}</h1>
        <p className="mt-1 text-ink-soft">{desk.tasks.about}</p>
      </div>
      {done ? <Notice tone="good" title={desk.tasks.received} /> : null}
      {tasks.length === 0 ? <p className="card p-4">{desk.tasks.none}</p> : null}
      <ul className="grid items-start gap-3 lg:grid-cols-2">
        {tasks.map((task) => (
          <li key={task.id} className="card flex flex-col gap-2 p-4">
            <div>
              <h2 className="text-lg">
                {task.title} {task.title === task.account_title && task.simulated ? <SimulatedMark /> : null}
              </h2>
              {task.title === task.account_title ? null : (
                <p className="text-sm text-ink-soft">
                  {task.account_title} {task.simulated ? <SimulatedMark /> : null}
                </p>
              )}
            </div>
            <p>{task.sentence}</p>
            <Link className="button button-primary self-stretch sm:self-start" to={placeOf(task)}>
              {words[task.move] ?? desk.tasks.otherwise}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
