import { expect, test } from "vitest";
import { ApiError } from "@/lib/browser/api.ts";
import { WishQueue } from "@/lib/browser/wish-queue.ts";
import { WishStore } from "@/lib/browser/wish-store.ts";
import { until } from "../../support/until.ts";

/** A queue of wishes whose server is away for the first `failing` questions, and what it was asked for. */
function queueOf({ inOrder, failing }: { inOrder: boolean; failing: number }) {
  const asked: string[] = [];
  let waits = 0;
  const store = new WishStore<string>(`order-${inOrder}:`, ({ value }) =>
    typeof value === "string" ? value : undefined,
  );
  const queue = new WishQueue<string, string>(
    store,
    {
      show: (wishes) => {
        waits = wishes.length;
      },
      receive: () => {},
    },
    {
      inOrder,
      send: async ([what = ""]) => {
        asked.push(what);
        if (asked.length <= failing) throw new ApiError(0, "network", "away");
        return what;
      },
      pause: async () => {},
      exclusively: (work) => work(),
      tell: () => {},
      now: () => asked.length,
    },
  );
  return { queue, asked, done: () => until(() => waits === 0, { what: "nothing is left to send" }) };
}

test("where order counts, what is wanted later waits for what failed", async () => {
  const { queue, asked, done } = queueOf({ inOrder: true, failing: 2 });
  for (const what of ["all", "not all", "all again"]) queue.wish("ada", [what], "yes");
  await done();
  expect(asked).toEqual(["all", "all", "all", "not all", "all again"]);
});

test("what is wanted anew comes last", async () => {
  const { queue, asked, done } = queueOf({ inOrder: true, failing: 1 });
  for (const what of ["all", "not all", "all"]) queue.wish("ada", [what], "yes");
  await done();
  expect(asked).toEqual(["all", "not all", "all"]);
});

test("where it does not, one that fails holds up no other", async () => {
  const { queue, asked, done } = queueOf({ inOrder: false, failing: 1 });
  for (const what of ["one", "two"]) queue.wish("ada", [what], "yes");
  await done();
  expect(asked).toEqual(["one", "two", "one"]);
});
