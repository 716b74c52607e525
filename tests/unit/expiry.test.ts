import { expect, test } from "vitest";
import { dropExpired } from "@/lib/expiry.ts";

test("what has ended is forgotten wherever it stands, and what has not is kept", () => {
  const entries = new Map([
    ["later", { endsAt: 2_000 }],
    ["just now", { endsAt: 1_000 }],
    ["long ago", { endsAt: 10 }],
    ["a moment from now", { endsAt: 1_001 }],
  ]);
  dropExpired(entries, 1_000);
  expect([...entries.keys()]).toEqual(["later", "a moment from now"]);
});
