import "server-only";
import { singleton } from "../singleton.ts";

/** An answer of the live server is used for this time. */
const FRESH_MS = 1000;

type Kept = { last?: { at: number; answer: Promise<unknown> } };

/** Resolves to what `ask` has answered within FRESH_MS, and asks anew otherwise. Who asks meanwhile shares it; a failure is not kept. */
export function freshAnswer<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const kept = singleton(name, (): Kept => ({}));
  if (kept.last && Date.now() - kept.last.at <= FRESH_MS) return kept.last.answer as Promise<T>;
  const answer = ask();
  const last = { at: Date.now(), answer };
  kept.last = last;
  answer.catch(() => {
    if (kept.last === last) delete kept.last;
  });
  return answer;
}
