import { languageNow } from "../texts";
import { en } from "../texts/en";
import { vi } from "../texts/vi";

/** One question to the backend as the signed-in operator; its own words for people when it refuses. */
export async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const language = languageNow();
  const response = await fetch(path, {
    credentials: "include",
    headers: { "accept-language": language, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  if (response.ok) return (await response.json()) as Answer;
  const answer = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(answer.message ?? (language === "vi" ? vi : en).answered({ status: response.status }));
}
