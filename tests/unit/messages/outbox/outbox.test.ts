import { describe, expect, test, vi } from "vitest";
import { ApiError } from "../../../../lib/browser/api.ts";
import { Outbox } from "../../../../lib/messages/outbox/outbox.ts";
import { type OutboxEntry, type OutboxPorts, PATIENCE_MS } from "../../../../lib/messages/outbox/ports.ts";
import type { Message } from "../../../../lib/messages/schema.ts";
import type { PendingMessage } from "../../../../lib/messages/timeline.ts";
import { FakeRoom } from "./fake-room.ts";

const network = new ApiError(0, "network", "The server could not be reached.");
const refusal = new ApiError(422, "invalid", "Not valid.", { fields: { body: "The message is empty." } });
const owner = { viewerId: "ada", roomId: "tea" };
const message = (clientId: string): PendingMessage => ({
  clientId,
  body: clientId,
  replyToId: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  status: "sending",
});
const stored = (clientId: string) => new FakeRoom().send(0, "x", clientId);
const settled = () => vi.waitFor(() => new Promise((resolve) => setTimeout(resolve, 5)));

/** The parts that outlive a tab: the browser's store and its lock. With `isFull` nothing more can be stored. */
function setUpBrowser() {
  const kept = new Map<string, OutboxEntry>();
  const browser = { kept, isFull: false, held: Promise.resolve() as Promise<unknown> };
  const store: OutboxPorts["store"] = {
    put: async (entry) => {
      if (!browser.isFull) kept.set(entry.clientId, structuredClone(entry));
      return !browser.isFull;
    },
    remove: async (clientId) => void kept.delete(clientId),
    has: async (clientId) => kept.has(clientId),
  };
  const exclusively: OutboxPorts["exclusively"] = (work) => {
    const turn = browser.held.then(work);
    browser.held = turn.catch(() => {});
    return turn;
  };
  return Object.assign(browser, { store, exclusively });
}

/** Opens a tab whose clock moves only by its own waits, up to `until`. `post` is its server. */
function openTab(
  post: (entry: PendingMessage, attempt: number) => Message | Error | Promise<Message | Error>,
  browser = setUpBrowser(),
  prepare: OutboxPorts["prepare"] = async () => {},
  find: (entry: PendingMessage) => Message | null | Error = () => null,
) {
  const clock = { now: 0, until: PATIENCE_MS * 2 };
  const attempts: string[] = [];
  const sent: (string | null)[] = [];
  const gone: string[] = [];
  const states: string[] = [];
  const outbox = new Outbox({
    ...browser,
    prepare,
    now: () => clock.now,
    pause: (ms) => {
      clock.now += ms;
      // A wait beyond `until` never ends, because the test is over by then.
      return clock.now < clock.until ? Promise.resolve() : new Promise(() => {});
    },
    find: async (entry) => {
      const answer = find(entry);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    post: async (entry) => {
      attempts.push(entry.clientId);
      const answer = await post(entry, attempts.filter((one) => one === entry.clientId).length);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  outbox.listen({
    onSent: (one) => sent.push(one.clientId),
    onGone: (clientId) => gone.push(clientId),
    onChanged: ({ clientId, status, error }) => states.push(`${clientId} ${status}${error ? `: ${error}` : ""}`),
  });
  const send = (...ids: string[]) => {
    for (const id of ids) outbox.send(message(id), owner);
  };
  return { outbox, browser, clock, attempts, sent, gone, states, send };
}

describe("messages go", () => {
  test("in order, one at a time, a stumbling one holding back the next", async () => {
    const tab = openTab((entry, attempt) => (entry.clientId === "a" && attempt < 3 ? network : stored(entry.clientId)));
    tab.send("a", "b", "c");
    await settled();
    expect(tab.attempts).toEqual(["a", "a", "a", "b", "c"]);
    expect(tab.sent).toEqual(["a", "b", "c"]);
    expect([tab.outbox.entries, [...tab.browser.kept.keys()]]).toEqual([[], []]);
  });

  test("and wait about as long as the server asks", async () => {
    const slow = new ApiError(429, "rate_limited", "Slow down.", { retryAfterSeconds: 7 });
    const tab = openTab((entry, attempt) => (attempt === 1 ? slow : stored(entry.clientId)));
    tab.send("a");
    await settled();
    expect(tab.sent).toEqual(["a"]);
    expect(tab.clock.now).toBeGreaterThan(4000);
    expect(tab.clock.now).toBeLessThanOrEqual(7000);
  });

  test("also when nothing can be kept", async () => {
    const browser = setUpBrowser();
    browser.isFull = true;
    const tab = openTab((entry) => stored(entry.clientId), browser);
    tab.send("a");
    await settled();
    expect([tab.sent, tab.gone]).toEqual([["a"], []]);
  });
});

describe("replies in a thread", () => {
  test("keep their thread, and that they go to the room, too, when the tab is closed and another one sends them", async () => {
    const closed = openTab(() => network);
    closed.clock.until = 0;
    const thread = { ...owner, rootId: "root" };
    closed.outbox.send({ ...message("a"), inRoom: true }, thread);
    closed.outbox.send(message("b"), thread);
    await settled();
    const posted: Partial<OutboxEntry>[] = [];
    const next = openTab((entry) => {
      posted.push(entry);
      return stored(entry.clientId);
    }, closed.browser);
    next.outbox.restore([...closed.browser.kept.values()]);
    await settled();
    expect(posted.map(({ clientId, rootId, inRoom }) => [clientId, rootId, inRoom])).toEqual([
      ["a", "root", true],
      ["b", "root", undefined],
    ]);
  });
});

describe("messages that cannot go", () => {
  test("are shown as waiting after a while, not as failed, and go in order when the server is back", async () => {
    let isDown = true;
    const tab = openTab((entry) => (isDown ? new ApiError(503, "unavailable", "Busy.") : stored(entry.clientId)));
    tab.send("a", "b");
    await settled();
    expect(tab.states).toEqual(["a waiting: Waiting for the server"]);
    expect(tab.outbox.entries.map(({ clientId, status }) => `${clientId} ${status}`)).toEqual([
      "a waiting",
      "b sending",
    ]);
    isDown = false;
    tab.outbox.wake();
    await settled();
    expect(tab.sent).toEqual(["a", "b"]);
  });

  test("are tried at once when their author asks, with the same clientId", async () => {
    let isDown = true;
    const tab = openTab((entry) => (isDown ? network : stored(entry.clientId)));
    tab.send("a");
    await settled();
    expect(tab.states).toEqual(["a waiting: Waiting for connection"]);
    isDown = false;
    tab.outbox.retry("a");
    await settled();
    expect(tab.states.at(-1)).toBe("a sending");
    expect(new Set(tab.attempts)).toEqual(new Set(["a"]));
    expect(tab.sent).toEqual(["a"]);
  });

  test("a refused one fails at once with the server's reason, is kept, and the next one goes", async () => {
    const tab = openTab((entry) => (entry.clientId === "a" ? refusal : stored(entry.clientId)));
    tab.send("a", "b");
    await settled();
    expect([tab.states, tab.sent, tab.clock.now]).toEqual([["a failed: The message is empty."], ["b"], 0]);
    expect(tab.browser.kept.get("a")).toMatchObject({ isRefused: true, error: "The message is empty." });
  });

  test("a refused one that is asked for again goes after what was queued meanwhile", async () => {
    let isRefusing = true;
    const tab = openTab((entry) => (isRefusing && entry.clientId === "a" ? refusal : stored(entry.clientId)));
    tab.send("a", "b");
    await settled();
    isRefusing = false;
    tab.outbox.retry("a");
    await settled();
    expect(tab.sent).toEqual(["b", "a"]);
  });

  test("a discarded one is not tried again, nor told of, nor kept", async () => {
    const tab = openTab(() => {
      void tab.outbox.withdraw("a");
      return network;
    });
    tab.send("a");
    await settled();
    expect([tab.attempts, tab.states, tab.outbox.entries, tab.browser.kept.size]).toEqual([["a"], [], [], 0]);
  });

  test("what is on its way cannot be retried", async () => {
    const tab = openTab((entry) => stored(entry.clientId));
    tab.send("a");
    tab.outbox.retry("a");
    tab.outbox.retry("nope");
    await settled();
    expect(tab.attempts).toEqual(["a"]);
  });
});

describe("a message that its author takes back", () => {
  /** A server whose reply to the first send is given by the test. */
  function setUpAnswer() {
    let answer = (_: Message | Error) => {};
    const held = new Promise<Message | Error>((resolve) => {
      answer = resolve;
    });
    return { answer, held };
  }
  test("while it is on its way is sent if the server takes it, and then nothing comes back", async () => {
    const { answer, held } = setUpAnswer();
    const released: string[] = [];
    const tab = openTab(() => held);
    tab.send("a");
    await settled();
    const out = tab.outbox.withdraw("a", async () => void released.push("a"));
    await settled();
    expect(released).toEqual([]);
    answer(stored("a"));
    expect(await out).toBe(false);
    expect([tab.sent[0], released, tab.browser.kept.has("a")]).toEqual(["a", [], false]);
  });

  test("while it is on its way comes back if the server does not take it, and what is behind it goes", async () => {
    const { answer, held } = setUpAnswer();
    const tab = openTab(({ clientId }) => (clientId === "a" ? held : stored(clientId)));
    tab.send("a", "b");
    await settled();
    const steps: string[] = [];
    const out = tab.outbox.withdraw("a", async () => void steps.push(`${tab.browser.kept.has("a")}`));
    answer(network);
    expect(await out).toBe(true);
    await settled();
    // The message's files were removed before it was sent.
    expect([tab.attempts, tab.sent, steps, tab.outbox.entries]).toEqual([["a", "b"], ["b"], ["true"], []]);
  });

  test("is shown as sent where only the answer was lost", async () => {
    const tab = openTab(
      () => network,
      undefined,
      undefined,
      ({ clientId }) => stored(clientId),
    );
    tab.send("a");
    await settled();
    expect(await tab.outbox.withdraw("a")).toBe(false);
    expect([tab.sent, tab.outbox.entries, tab.browser.kept.size]).toEqual([["a"], [], 0]);
  });

  test("comes back when the server cannot be asked", async () => {
    const tab = openTab(
      () => network,
      undefined,
      undefined,
      () => network,
    );
    tab.send("a");
    await settled();
    expect(await tab.outbox.withdraw("a")).toBe(true);
    expect([tab.sent, tab.outbox.entries, tab.browser.kept.size]).toEqual([[], [], 0]);
  });

  test("waits for another tab that is sending it", async () => {
    const { answer, held } = setUpAnswer();
    const first = openTab(() => held);
    first.send("a");
    await settled();
    const second = openTab(() => network, first.browser);
    second.outbox.restore([...first.browser.kept.values()]);
    const out = second.outbox.withdraw("a");
    answer(stored("a"));
    expect(await out).toBe(false);
    expect([first.sent, second.gone, second.attempts]).toEqual([["a"], ["a"], []]);
  });

  test("goes on its way again when what it had cannot be taken out", async () => {
    const { answer, held } = setUpAnswer();
    const tab = openTab(
      (entry) => stored(entry.clientId),
      undefined,
      async () => void (await held),
    );
    tab.outbox.send({ ...message("a"), files: [{ id: "f", name: "a.pdf", size: 1, kind: "document" }] }, owner);
    await settled();
    await expect(tab.outbox.withdraw("a", () => Promise.reject(new Error("No room.")))).rejects.toThrow("No room.");
    answer(stored("a"));
    await settled();
    expect(tab.sent).toEqual(["a"]);
  });
});

describe("messages with files", () => {
  const files = [{ id: "f", name: "plan.pdf", size: 9, kind: "document" as const }];
  const withFile = (clientId: string) => ({ ...message(clientId), files });
  const refused = new ApiError(422, "invalid", "plan.pdf was refused: It is not a PDF.");

  /** Uploads that stay under way until the test says how they end. */
  function setUpFiles() {
    const asked: string[] = [];
    let end: { resolve: () => void; reject: (error: Error) => void } | undefined;
    const prepare: OutboxPorts["prepare"] = ({ clientId }) => {
      asked.push(clientId);
      return new Promise((resolve, reject) => {
        end = { resolve, reject };
      });
    };
    return { asked, prepare, resolve: () => end?.resolve(), reject: (error: Error) => end?.reject(error) };
  }

  test("wait for them, are kept meanwhile, and let text pass", async () => {
    const uploads = setUpFiles();
    const tab = openTab((entry) => stored(entry.clientId), undefined, uploads.prepare);
    tab.outbox.send(withFile("a"), owner);
    tab.send("b");
    await settled();
    expect([tab.sent, [...tab.browser.kept.keys()]]).toEqual([["b"], ["a"]]);
    expect(tab.browser.kept.get("a")?.files).toEqual(files);
    expect(tab.outbox.entries).toEqual([{ ...withFile("a"), files }]);
    uploads.resolve();
    await settled();
    expect([tab.sent, tab.browser.kept.size]).toEqual([["b", "a"], 0]);
  });

  test("have all their patience when the files took long", async () => {
    const uploads = setUpFiles();
    let isDown = true;
    const tab = openTab((entry) => (isDown ? network : stored(entry.clientId)), undefined, uploads.prepare);
    tab.outbox.send(withFile("a"), owner);
    await settled();
    tab.clock.now = PATIENCE_MS * 3;
    tab.clock.until = tab.clock.now + 1;
    uploads.resolve();
    await settled();
    expect([tab.attempts, tab.states]).toEqual([["a"], []]);
    isDown = false;
    tab.outbox.wake();
    await settled();
    expect(tab.sent).toEqual(["a"]);
  });

  test("are set aside with the reason when a file is refused, and can be tried again", async () => {
    const uploads = setUpFiles();
    const tab = openTab((entry) => stored(entry.clientId), undefined, uploads.prepare);
    tab.outbox.send(withFile("a"), owner);
    await settled();
    uploads.reject(refused);
    await settled();
    expect(tab.states).toEqual(["a failed: plan.pdf was refused: It is not a PDF."]);
    expect(tab.browser.kept.get("a")).toMatchObject({ isRefused: true, files });
    tab.outbox.retry("a");
    await settled();
    uploads.resolve();
    await settled();
    expect([uploads.asked, tab.attempts, tab.sent]).toEqual([["a", "a"], ["a"], ["a"]]);
  });

  test("are taken up by another tab, with their files", async () => {
    const first = setUpFiles();
    const closed = openTab((entry) => stored(entry.clientId), undefined, first.prepare);
    closed.outbox.send(withFile("a"), owner);
    await settled();
    const second = setUpFiles();
    const tab = openTab((entry) => stored(entry.clientId), closed.browser, second.prepare);
    tab.outbox.restore([...closed.browser.kept.values()]);
    await settled();
    expect([tab.outbox.entries[0]?.files, second.asked, tab.attempts]).toEqual([files, ["a"], []]);
    second.resolve();
    await settled();
    expect(tab.sent).toEqual(["a"]);
  });

  test("are not shown as refused where another tab has sent them and taken the files", async () => {
    const uploads = setUpFiles();
    const tab = openTab((entry) => stored(entry.clientId), undefined, uploads.prepare);
    tab.outbox.send(withFile("a"), owner);
    await settled();
    tab.browser.kept.delete("a");
    uploads.reject(refused);
    await settled();
    expect([tab.gone, tab.states, tab.attempts]).toEqual([["a"], [], []]);
  });

  test("are discarded also while the files are on their way", async () => {
    const uploads = setUpFiles();
    const tab = openTab((entry) => stored(entry.clientId), undefined, uploads.prepare);
    tab.outbox.send(withFile("a"), owner);
    await settled();
    void tab.outbox.withdraw("a");
    uploads.reject(refused);
    await settled();
    expect([tab.attempts, tab.states, tab.outbox.entries, tab.browser.kept.size]).toEqual([[], [], [], 0]);
  });
});

describe("another tab of the browser", () => {
  const down = () => network;

  test("takes up what a closed one left, in its order", async () => {
    const first = openTab(down);
    first.send("a", "b", "c");
    await settled();
    expect([...first.browser.kept.keys()]).toEqual(["a", "b", "c"]);
    const second = openTab((entry) => stored(entry.clientId), first.browser);
    second.outbox.restore([...first.browser.kept.values()]);
    await settled();
    expect([second.sent, first.browser.kept.size]).toEqual([["a", "b", "c"], 0]);
  });

  test("does not send what this one has sent", async () => {
    let isDown = true;
    const first = openTab((entry) => (isDown ? network : stored(entry.clientId)));
    first.send("a");
    await settled();
    const second = openTab((entry) => (isDown ? network : stored(entry.clientId)), first.browser);
    second.outbox.restore([...first.browser.kept.values()]);
    await settled();
    isDown = false;
    first.outbox.wake();
    await settled();
    second.outbox.wake();
    await settled();
    expect([first.sent, second.sent, second.gone, second.outbox.entries]).toEqual([["a"], [], ["a"], []]);
  });

  test("shows a refused message again, without asking the server again", async () => {
    const first = openTab(() => refusal);
    first.send("a");
    await settled();
    const second = openTab(() => refusal, first.browser);
    second.outbox.restore([...first.browser.kept.values()]);
    await settled();
    expect([second.attempts, second.states]).toEqual([[], ["a failed: The message is empty."]]);
  });

  test("forgets what this one discarded", async () => {
    const first = openTab(down);
    first.send("a");
    await settled();
    const second = openTab(down, first.browser);
    second.outbox.restore([...first.browser.kept.values()]);
    await first.outbox.withdraw("a");
    second.outbox.forget("a");
    await settled();
    expect([second.gone, second.outbox.entries]).toEqual([["a"], []]);
  });
});
