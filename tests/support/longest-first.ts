import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/** These files take longest, or begin with a wait. One that came last would leave a core without work meanwhile. */
const LONG = [
  "faults/leaks",
  "faults/kill",
  "faults/supervised",
  "faults/files-kill",
  "faults/restart",
  "faults/dead-peer",
  "faults/transport",
  "api/admin-shell",
  "api/security-throttle",
  "api/security-start",
  "api/files-s3",
  "live/catch-up",
];

/** Begins with the files that take longest. Vitest begins with the largest, which is no measure of the time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = sorted.filter((file) => rankOf(file) >= 0).sort((a, b) => rankOf(a) - rankOf(b));
    return [...long, ...sorted.filter((file) => rankOf(file) < 0)];
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  return LONG.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
}
