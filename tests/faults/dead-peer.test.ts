import { spawn } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import { EVERYONE_CHANNEL, roomPresenceChannel, userChannel } from "@/lib/realtime/channels.ts";
import { cast, type Person } from "../support/cast.ts";
import { live } from "../support/live.ts";
import { rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";
import { movableClock } from "../support/server-clock.ts";
import { until } from "../support/until.ts";

/** The server asks after 120 s of silence whether the client is alive, and waits for the answer for less than that. */
const STEP_S = 121;
const SWEEPS_MS = 30_000;

const server = await startServer({ env: movableClock(STEP_S) });
const { ada, grace } = await cast(server);
const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
const here = roomPresenceChannel(room.id);
afterAll(() => server.stop());

/** A tab of a person, as a process of its own that has subscribed to the room. */
async function tab(person: Person) {
  const child = spawn(process.execPath, [
    "tests/support/tab-process.mjs",
    server.url,
    person.token,
    here,
    userChannel(person.id),
  ]);
  let words = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const says = (what: string) => until(() => words.includes(what), { timeoutMs: 20_000, what: `a tab says ${what}` });
  await says("here");
  return { says, signal: (name: NodeJS.Signals) => child.kill(name), ended };
}

function moveClock(): Promise<void> {
  const before = server.logs().split("The clock is ahead").length;
  process.kill(server.pid, "SIGUSR2");
  return until(() => server.logs().split("The clock is ahead").length > before, { what: "the clock moves" });
}

// docs/reliability.md D17, L17.
test("ada with three tabs is there once, and gone when the last is closed, killed or found frozen", async () => {
  const watches = await live(grace);
  await watches.subscribe(EVERYONE_CHANNEL);
  const members = (await watches.subscribe(here)) as Awaited<ReturnType<typeof watches.subscribe>> & {
    members: { get(id: string): unknown; count: number };
  };
  const comings: string[] = [];
  members.bind("pusher:member_added", ({ id }: { id: string }) => comings.push(`came ${id}`));
  members.bind("pusher:member_removed", ({ id }: { id: string }) => comings.push(`left ${id}`));
  const isShown = () => Boolean(members.members.get(ada.id));
  const told = () =>
    watches.events
      .filter(({ event }) => event === "presence.changed")
      .map(({ data }) => data as { online: string[]; offline: string[] });
  const isOnline = async () => {
    const { body } = await grace.api.get("/api/presence");
    return (body as { online: string[] }).online.includes(ada.id);
  };

  const [frozen, killed, closed] = [await tab(ada), await tab(ada), await tab(ada)];
  await until(() => told().some(({ online }) => online.includes(ada.id)), { what: "grace hears that ada is online" });
  expect(comings).toEqual([`came ${ada.id}`]);
  expect(members.members.count).toBe(2);

  killed.signal("SIGKILL");
  closed.signal("SIGTERM");
  await Promise.all([killed.ended, closed.ended]);
  frozen.signal("SIGSTOP");
  // Presence events about the two tabs arrive before this message.
  await ada.send(room, "Still here");
  await grace.api.get("/api/health");
  expect(isShown()).toBe(true);
  expect(await isOnline()).toBe(true);

  // The socket subscribes to a channel, because a socket that does not is closed earlier, as a stranger's.
  const mute = await rawLive(grace, server, userChannel(grace.id));
  await moveClock();
  await until(() => mute.frames.some(({ event }) => event === "pusher:ping"), { timeoutMs: SWEEPS_MS, what: "a ping" });
  // Grace's page answers the ping; her other socket and the frozen tab do not, and are closed one step later.
  await moveClock();
  await until(() => mute.closedWith === 4201, { timeoutMs: SWEEPS_MS, what: "the mute socket is closed" });
  await until(() => !isShown(), { timeoutMs: SWEEPS_MS, what: "grace sees that ada is gone" });
  await until(() => told().some(({ offline }) => offline.includes(ada.id)), { what: "and that she is offline" });
  expect(comings).toEqual([`came ${ada.id}`, `left ${ada.id}`]);
  expect(await isOnline()).toBe(false);
  expect(watches.pusher.connection.state).toBe("connected");
  frozen.signal("SIGCONT");
  await frozen.says("closed 4201");
  await frozen.ended;
  watches.close();
});
