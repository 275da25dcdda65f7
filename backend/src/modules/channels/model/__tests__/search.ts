export interface Step<State> {
  /** In words, and no other step of the same state has the same. */
  readonly does: string;
  readonly state: State;
  /** The rule that this step does not keep. */
  readonly breaks?: string | undefined;
}

export interface Searched<State> {
  readonly states: number;
  readonly steps: number;
  /** Every state that can be reached was visited. */
  readonly whole: boolean;
  /** The shortest way to a state that breaks a rule. */
  readonly broken?: { readonly rule: string; readonly history: readonly Step<State>[] };
}

/** Breadth first over every interleaving, so that what is found first is a shortest history. */
export function search<State>(
  start: State,
  world: {
    readonly next: (state: State) => readonly Step<State>[];
    /** States with one key are one state. */
    readonly key: (state: State) => string;
    readonly breaks: (state: State, before: State) => string | undefined;
  },
  most: number,
): Searched<State> {
  const seen = new Set([world.key(start)]);
  const parents: number[] = [-1];
  const words: string[] = [""];
  let layer: { readonly at: number; readonly state: State }[] = [{ at: 0, state: start }];
  let steps = 0;
  while (layer.length) {
    const following: typeof layer = [];
    for (const { at, state } of layer)
      for (const step of world.next(state)) {
        steps += 1;
        const rule = step.breaks ?? world.breaks(step.state, state);
        if (rule) return { states: seen.size, steps, whole: false, broken: { rule, history: [...wayTo(at), step] } };
        const key = world.key(step.state);
        if (seen.has(key)) continue;
        if (seen.size >= most) return { states: seen.size, steps, whole: false };
        seen.add(key);
        parents.push(at);
        words.push(step.does);
        following.push({ at: parents.length - 1, state: step.state });
      }
    layer = following;
  }
  return { states: seen.size, steps, whole: true };

  function wayTo(last: number): Step<State>[] {
    const way: string[] = [];
    for (let at = last; at > 0; at = parents[at] ?? 0) way.unshift(words[at] ?? "");
    let state = start;
    return way.map((does) => {
      const step = world.next(state).find((each) => each.does === does);
      if (!step) throw new Error(`no way on: ${does}`);
      state = step.state;
      return step;
    });
  }
}
