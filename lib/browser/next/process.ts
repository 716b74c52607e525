// What Next's client reads of Node's `process`. next.config.ts puts this in the place of a copy with timers and listeners.

export const env: Record<string, string | undefined> = {};
