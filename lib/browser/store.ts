/** A value that several components share, and follow with React's useSyncExternalStore. */
export type Store<T> = {
  get: () => T;
  /** Tells all listeners, once the value is there. */
  set: (next: T) => void;
  /** Returns a function that ends it. */
  subscribe: (listener: () => void) => () => void;
};

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const tell of listeners) tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
