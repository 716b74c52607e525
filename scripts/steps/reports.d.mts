export type Counts = { passed: number; failed: number; skipped: number; note?: string };
export function count(runner: "vitest" | "playwright", report: string, code: number, maySkipAll?: boolean): Counts;
