"use client";

import { useState } from "react";
import { useReader } from "@/components/ui/time";
import { endInWords } from "./mute-words";

type Props<C extends string> = {
  words: Readonly<Record<C, string>>;
  /** The moment that a choice means, in ISO 8601. */
  endOf: (choice: C, now: Date) => string;
  onChoose: (end: string) => void;
};

/** Moments to choose from, each in words and with day and time. */
export function EndChoices<C extends string>({ words, endOf, onChoose }: Props<C>) {
  const reader = useReader();
  const [now] = useState(() => new Date());
  return (Object.keys(words) as C[]).map((choice) => (
    <button
      key={choice}
      type="button"
      onClick={() => onChoose(endOf(choice, new Date()))}
      className="flex min-h-11 items-baseline justify-between gap-4 rounded-control px-3 py-2.5 text-start text-sm hover:bg-accent"
    >
      {words[choice]}
      <span className="text-meta text-muted-foreground">{endInWords(endOf(choice, now), reader)}</span>
    </button>
  ));
}
