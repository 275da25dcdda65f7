import { Button, Heading, Text } from "@medusajs/ui";
import { useState } from "react";
import { useTexts } from "../../texts";
import { ask } from "../ask";

export interface Problem {
  id: string;
  kind: "problem" | "refused-listing";
  account_id: string | null;
  message: string;
  created_at: string;
}
interface Preview {
  changes: boolean;
  sentences: string[];
}
interface Result {
  id: string;
  outcome: "asked" | "held-up" | "by-person" | "gone" | "failed";
  message: string;
}

/** What was given up: looked at, asked for again, or settled by a person. */
export function Problems({
  problems,
  titleOf,
  busy,
  run,
  load,
}: {
  problems: Problem[];
  titleOf: (accountId: string | null) => string | undefined;
  busy: boolean;
  run: (work: () => Promise<void>) => Promise<void>;
  load: () => Promise<void>;
}) {
  const { texts, at } = useTexts();
  const { channels: words } = texts;
  const [previews, setPreviews] = useState<Readonly<Record<string, Preview>>>({});
  const [results, setResults] = useState<{ problem: Problem; result: Result }[]>([]);

  const named = ({ account_id, message }: Problem) => `${titleOf(account_id) ?? texts.system} · ${message}`;
  const preview = ({ id }: Problem) =>
    run(async () => {
      const found = await ask<Preview>(`/admin/channels/problems/${id}/preview`);
      setPreviews((before) => ({ ...before, [id]: found }));
    });
  const replay = (some: Problem[]) =>
    run(async () => {
      const { results: came } = await ask<{ results: Result[] }>("/admin/channels/problems/replay", {
        ids: some.map(({ id }) => id),
      });
      setPreviews({});
      setResults(
        came.flatMap((result) => {
          const problem = some.find(({ id }) => id === result.id);
          return problem ? [{ problem, result }] : [];
        }),
      );
      await load();
    });
  const settle = ({ id }: Problem) =>
    run(async () => {
      await ask(`/admin/channels/problems/${id}/resolve`, {});
      await load();
    });
  const asked = results.filter(({ result }) => result.outcome === "asked").length;

  return (
    <section className="flex flex-col gap-3">
      <Heading level="h2">{words.problems}</Heading>
      {problems.length === 0 ? (
        <Text>{words.noProblems}</Text>
      ) : (
        <>
          <Text className="text-ui-fg-subtle">{words.problemsExplained}</Text>
          <Button className="self-start" size="small" variant="secondary" disabled={busy} onClick={() => void replay(problems)}>
            {words.replayAll({ count: problems.length })}
          </Button>
        </>
      )}
      <div aria-live="polite">
        {results.length > 0 && (
          <>
            <Text weight="plus">{words.replayed({ asked, not: results.length - asked })}</Text>
            <ul className="list-disc pl-5">
              {results.map(({ problem, result }) => (
                <li key={result.id}>
                  {named(problem)} → {result.message}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <ul className="divide-y">
        {problems.map((problem) => {
          const found = previews[problem.id];
          return (
            <li key={problem.id} className="flex flex-col gap-2 py-3">
              <div className="break-words">
                <span className="text-ui-fg-subtle">{at(problem.created_at)}</span> · {named(problem)}
              </div>
              <div className="flex flex-wrap gap-2">
                <Button size="small" variant="secondary" disabled={busy} onClick={() => void preview(problem)}>
                  {words.wouldReplay}
                </Button>
                <Button size="small" disabled={busy} onClick={() => void replay([problem])}>
                  {words.replay}
                </Button>
                {problem.kind === "problem" && (
                  <Button size="small" variant="transparent" disabled={busy} onClick={() => void settle(problem)}>
                    {words.settled}
                  </Button>
                )}
              </div>
              <div aria-live="polite">
                {found?.changes === true && <Text weight="plus">{words.wouldSend}</Text>}
                {found && (
                  <ul className={found.changes ? "list-disc pl-5" : ""}>
                    {found.sentences.map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
