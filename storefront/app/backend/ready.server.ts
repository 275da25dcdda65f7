const answerWithinMs = 2_000;

/** Whether the backend can do its work now; no answer in time is a no. */
export async function backendIsReady(backendUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL("/ready", backendUrl), { signal: AbortSignal.timeout(answerWithinMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
