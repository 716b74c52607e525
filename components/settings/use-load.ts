"use client";

import { useCallback, useEffect, useState } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";

type Loaded<T> = { data?: T; error?: string; loading: boolean };

/** Loads when the component is mounted, and again on `reload`. The old data stays until new data has arrived. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>) {
  const [state, setState] = useState<Loaded<T>>({ loading: true });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round loads again.
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(stop.signal).then(
      (data) => setState({ data, loading: false }),
      (error) => {
        if (!stop.signal.aborted) setState((before) => ({ ...before, error: errorMessageOf(error), loading: false }));
      },
    );
    return () => stop.abort();
  }, [load, round]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  const update = useCallback(
    (change: (data: T) => T) =>
      setState((before) => (before.data === undefined ? before : { ...before, data: change(before.data) })),
    [],
  );
  return { ...state, reload, update };
}
