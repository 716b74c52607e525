import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LIMIT_DEFAULTS, SOCKET_LIMIT_DEFAULTS } from "@/lib/rate-limit-settings.ts";

const limits = [...Object.values(LIMIT_DEFAULTS), ...Object.values(SOCKET_LIMIT_DEFAULTS)];

test("whoever reads docs/security.md reads the limits that hold", () => {
  const rows = [...readFileSync("docs/security.md", "utf8").matchAll(/^\| `(LIMIT_\w+)` \| (\S+) \|/gm)];
  expect(rows.map(([, name, value]) => [name, value])).toEqual(limits.map(([name, value]) => [name, String(value)]));
});
