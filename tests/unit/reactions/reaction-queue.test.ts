// docs/reliability.md D20.
import { beforeEach, describe, expect, test } from "vitest";
import { ApiError } from "@/lib/browser/api.ts";
import { type Answer, WishQueue } from "@/lib/browser/wish-queue.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { reactionOutlets, reactionWishes } from "@/lib/reactions/browser/reaction-queue.ts";
import { onReactionReply, setWanted, wantedOf } from "@/lib/reactions/browser/wanted.ts";
import { until } from "../../support/until.ts";

const message = { id: "m1" };
/** The store of one browser, which outlives its tabs. */
class Store {
  [key: string]: unknown;
  getItem(key: string) {
    return (this[key] as string | undefined) ?? null;
  }
  setItem(key: string, value: string) {
    this[key] = value;
  }
  removeItem(key: string) {
    delete this[key];
  }
}
const kept = () => Object.keys(localStorage);

type Tab = WishQueue<boolean, Message>;
/** The server's end: what it was asked for, and how it answers. */
let asked: string[];
let tabs: Tab[];
let answer: (isOn: boolean) => Promise<Message>;
const offline = async () => {
  throw new ApiError(0, "network", "away");
};

beforeEach(() => {
  Object.assign(globalThis, { localStorage: new Store() });
  asked = [];
  tabs = [];
  answer = async () => message as Message;
  setWanted(new Map());
});

function newTab(): Tab {
  const own: Tab = new WishQueue(reactionWishes, reactionOutlets, {
    send: ([id, emoji], isOn) => {
      asked.push(`${isOn ? "+" : "-"}${emoji} ${id}`);
      return answer(isOn);
    },
    // A pause ends only when it is told to.
    pause: () => new Promise(() => {}),
    exclusively: (work) => work(),
    tell: (answer: Answer<Message>) => {
      for (const tab of tabs) if (tab !== own) tab.hearAnswer(answer);
    },
    now: () => asked.length,
  });
  tabs.push(own);
  return own;
}
const done = () =>
  until(() => kept().length === 0 && wantedOf("m1") === undefined, { what: "nothing is left to send" });

test("a reaction is sent once, told to the timeline, and forgotten", async () => {
  const told: Message[] = [];
  const stop = onReactionReply((one) => told.push(one));
  newTab().wish("ada", ["m1", "👍"], true);
  expect(wantedOf("m1")).toEqual(new Map([["👍", true]]));
  await done();
  expect(asked).toEqual(["+👍 m1"]);
  expect(told).toEqual([message]);
  stop();
});

test("the colons of a custom emoji are part of it, also for the next page", async () => {
  answer = offline;
  newTab().wish("ada", ["m1", ":acme:"], true);
  await until(() => asked.length === 1, { what: "it was tried" });
  expect(wantedOf("m1")).toEqual(new Map([[":acme:", true]]));
  answer = async () => message as Message;
  tabs = [];
  newTab().resume("ada");
  await done();
  expect(asked).toEqual(["+:acme: m1", "+:acme: m1"]);
});

test("without a network it is kept, and sent when the network is back, also by the next page", async () => {
  answer = offline;
  const tab = newTab();
  tab.wish("ada", ["m1", "👍"], true);
  await until(() => asked.length === 1, { what: "it was tried" });
  expect(kept()).toHaveLength(1);
  answer = async () => message as Message;
  tab.wake();
  await done();

  answer = offline;
  newTab().wish("ada", ["m1", "🎉"], true);
  await until(() => asked.length === 3, { what: "it was tried" });
  answer = async () => message as Message;
  newTab().resume("ada");
  await done();
  expect(asked).toEqual(["+👍 m1", "+👍 m1", "+🎉 m1", "+🎉 m1"]);
});

test("only the last wish counts", async () => {
  answer = offline;
  const tab = newTab();
  tab.wish("ada", ["m1", "👍"], true);
  await until(() => asked.length === 1, { what: "it was tried" });
  tab.wish("ada", ["m1", "👍"], false);
  tab.wish("ada", ["m1", "👍"], true);
  tab.wish("ada", ["m1", "👍"], false);
  expect(kept()).toHaveLength(1);
  answer = async () => message as Message;
  tab.wake();
  await done();
  expect(asked).toEqual(["+👍 m1", "-👍 m1"]);
});

test("a change of mind while it is being sent is sent too", async () => {
  const tab = newTab();
  answer = async (isOn) => {
    if (isOn) tab.wish("ada", ["m1", "👍"], false);
    return message as Message;
  };
  tab.wish("ada", ["m1", "👍"], true);
  await done();
  expect(asked).toEqual(["+👍 m1", "-👍 m1"]);
});

test("what the server refuses is taken off the screen, with the reason, and holds up nothing", async () => {
  const tab = newTab();
  const reasons: unknown[] = [];
  tab.onRefused = (error) => reasons.push(error);
  const refused = new ApiError(403, "forbidden", "You cannot react to this message.");
  answer = async (isOn) => {
    if (isOn) throw refused;
    return message as Message;
  };
  tab.wish("ada", ["m1", "👍"], true);
  tab.wish("ada", ["m1", "🎉"], false);
  await done();
  expect(reasons).toEqual([refused]);
  expect(asked).toEqual(["+👍 m1", "-🎉 m1"]);
});

test("one that the server cannot answer holds up no other, which is sent at once", async () => {
  const tab = newTab();
  answer = async (isOn) => {
    if (isOn) throw new ApiError(503, "unavailable", "Busy.");
    return message as Message;
  };
  tab.wish("ada", ["m1", "👍"], true);
  await until(() => asked.length === 1, { what: "it was tried" });
  tab.wish("ada", ["m1", "🎉"], false);
  await until(() => asked.includes("-🎉 m1") && kept().length === 1, { what: "the other was sent" });
  expect(asked.filter((one) => one === "-🎉 m1")).toHaveLength(1);
});

describe("of two tabs", () => {
  const key = reactionWishes.keyOf("ada", ["m1", "👍"]);

  test("the second shows what the first has pressed, and sends it once the first is gone", async () => {
    answer = offline;
    const [first, second] = [newTab(), newTab()];
    second.resume("ada");
    first.wish("ada", ["m1", "👍"], true);
    await until(() => asked.length === 1, { what: "the first tried" });
    setWanted(new Map());
    second.hear(key, reactionWishes.load(key), null);
    expect(wantedOf("m1")).toEqual(new Map([["👍", true]]));
    await until(() => asked.length === 2, { what: "the second tried" });
    answer = async () => message as Message;
    second.wake();
    await done();
    expect(asked).toHaveLength(3);
  });

  test("the second asks for nothing that the first has had answered", async () => {
    const [first, second] = [newTab(), newTab()];
    second.resume("ada");
    first.wish("ada", ["m1", "👍"], true);
    const wish = reactionWishes.load(key);
    await done();
    second.hear(key, wish, null);
    second.hear(key, null, wish);
    await done();
    expect(asked).toEqual(["+👍 m1"]);
  });

  test("each is told what the other was answered, and another person's tab is not", async () => {
    const [first, second, mallory] = [newTab(), newTab(), newTab()];
    second.resume("ada");
    mallory.resume("mallory");
    const told: Message[] = [];
    const stop = onReactionReply((one) => told.push(one));
    const reasons: string[] = [];
    second.onRefused = (error) => reasons.push((error as Error).message);
    mallory.onRefused = () => reasons.push("to mallory");
    first.wish("ada", ["m1", "👍"], true);
    await done();
    expect(told).toEqual([message, message]);
    answer = async () => {
      throw new ApiError(403, "forbidden", "You cannot react to this message.");
    };
    first.wish("ada", ["m1", "🎉"], true);
    await done();
    expect(reasons).toEqual(["You cannot react to this message."]);
    stop();
  });

  test("the first forgets nothing that the second has changed its mind about", async () => {
    const [first, second] = [newTab(), newTab()];
    second.resume("ada");
    answer = async (isOn) => {
      if (!isOn) throw new ApiError(0, "network", "away");
      // While the first waits for the answer, the viewer takes it back in the second.
      second.wish("ada", ["m1", "👍"], false);
      return message as Message;
    };
    first.wish("ada", ["m1", "👍"], true);
    await until(() => asked.length === 2, { what: "both tried" });
    expect(reactionWishes.load(key)).toMatchObject({ value: false });
    second.hear(key, null, { value: true, at: 0 });
    answer = async () => message as Message;
    second.wake();
    await done();
    expect(asked).toEqual(["+👍 m1", "-👍 m1", "-👍 m1"]);
  });
});

test("nobody sends what another person has left in the browser, or presses in another tab", async () => {
  answer = offline;
  newTab().wish("ada", ["m1", "👍"], true);
  await until(() => asked.length === 1, { what: "it was tried" });
  const mallory = newTab();
  mallory.resume("mallory");
  mallory.hear(reactionWishes.keyOf("ada", ["m1", "👍"]), { value: true, at: 0 }, null);
  expect(kept()).toHaveLength(1);
  expect(asked).toHaveLength(1);
});

test("a browser that keeps nothing sends all the same", async () => {
  const setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  Object.defineProperty(localStorage, "setItem", { value: setItem });
  newTab().wish("ada", ["m1", "👍"], true);
  await done();
  expect(asked).toEqual(["+👍 m1"]);
});

test("a store that is full keeps nothing that is not wanted any more", async () => {
  answer = offline;
  const tab = newTab();
  tab.wish("ada", ["m1", "👍"], true);
  await until(() => asked.length === 1, { what: "it was tried" });
  const setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  Object.defineProperty(localStorage, "setItem", { value: setItem, enumerable: false });
  tab.wish("ada", ["m1", "👍"], false);
  expect(kept()).toEqual([]);
  answer = async () => message as Message;
  tab.wake();
  await done();
  expect(asked.at(-1)).toBe("-👍 m1");
});

test("what is in the store and is no wish is left alone", async () => {
  localStorage.setItem(reactionWishes.keyOf("ada", ["m1", "👍"]), "true");
  localStorage.setItem(reactionWishes.keyOf("ada", ["m1", "🎉"]), "{");
  newTab().resume("ada");
  expect(wantedOf("m1")).toBeUndefined();
  expect(asked).toEqual([]);
});

test("what a page of an earlier version has left is sent", async () => {
  localStorage.setItem(reactionWishes.keyOf("ada", ["m1", "👍"]), '{"isOn":false,"at":7}');
  newTab().resume("ada");
  await done();
  expect(asked).toEqual(["-👍 m1"]);
});
