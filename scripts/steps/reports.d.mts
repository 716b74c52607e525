export type Counts = { passed: number; failed: number; skipped: number; note?: string };
export function count(runner: "vitest" | "playwright", report: string, code: number, maySkipAll?: boolean): Counts;
export type Failure = { name: string; error: string; isFlaky?: true };
export function listFailures(runner: "vitest" | "playwright", report: string): Failure[];
export function listFailedFiles(report: string): string[];
type Tried = Counts & { failures: Failure[] };
export function afterSecondTry(first: Tried, second: Counts): Tried;
export function besideReport(report: string): string;
