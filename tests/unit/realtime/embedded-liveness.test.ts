// docs/reliability.md D17.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { APP, APP_PATH, connect, type Running, sign, startServer } from "./embedded-support.ts";

const QUICK = { activityTimeoutSeconds: 0.4, limits: { pongTimeoutMs: 300, closeTimeoutMs: 200 } };

describe("liveness", () => {
  test("the silent are pinged, and who answers stays", async () => {
    const running = await startServer(QUICK);
    const client = await connect(running, { answersPings: false });
    for (let round = 0; round < 3; round += 1) {
      expect(await client.next("pusher:ping")).toEqual({ event: "pusher:ping", data: "{}" });
      client.send("pusher:pong", {});
    }
    await client.settled();
  });

  test("anything received is a sign of life, so the talkative are not pinged", async () => {
    const limits = { ...QUICK.limits, framesPerMinute: Number.POSITIVE_INFINITY };
    const running = await startServer({ ...QUICK, limits });
    const [talker, listener] = [await connect(running), await connect(running, { answersPings: false })];
    for (let round = 0; round < 2; round += 1) {
      const pinged = listener.next("pusher:ping");
      let waiting = true;
      void pinged.then(() => {
        waiting = false;
      });
      while (waiting) expect((await talker.settled()).filter(({ event }) => event === "pusher:ping")).toEqual([]);
      listener.send("pusher:pong", {});
    }
  });

  test("who does not answer is closed with 4201 after the activity timeout and the time to answer", async () => {
    const running = await startServer(QUICK);
    const watcher = await connect(running);
    await watcher.subscribe("presence-room", { user_id: "grace" });
    const frozen = await connect(running, { answersPings: false });
    await frozen.subscribe("presence-room", { user_id: "ada" });
    expect((await frozen.closed).code).toBe(4201);
    expect(JSON.parse((await watcher.next("pusher_internal:member_removed")).data)).toEqual({ user_id: "ada" });
  });

  test.each(["SIGSTOP", "SIGKILL"] as const)("a browser tab under %s leaves its presence channel", async (signal) => {
    const running = await startServer(QUICK);
    const watcher = await connect(running);
    await watcher.subscribe("presence-room", { user_id: "grace" });
    const tab = startTab(running);
    await watcher.next("pusher_internal:member_added");
    tab.kill(signal);
    await watcher.next("pusher_internal:member_removed");
    await expect.poll(() => running.embedded.hub.stats().sockets).toBe(1);
  });
});

/** A process that subscribes to a presence channel and answers pings. */
function startTab({ port }: Running): ChildProcess {
  const script = `
    const { createHmac } = require("node:crypto");
    const socket = new (require("ws"))("ws://127.0.0.1:${port}${APP_PATH}");
    socket.on("message", (raw) => {
      const { event, data } = JSON.parse(raw);
      const send = (event, data) => socket.send(JSON.stringify({ event, data }));
      if (event === "pusher:ping") send("pusher:pong", {});
      if (event !== "pusher:connection_established") return;
      const channel_data = JSON.stringify({ user_id: "ada" });
      const text = JSON.parse(data).socket_id + ":presence-room:" + channel_data;
      const auth = "${APP.key}:" + createHmac("sha256", "${APP.secret}").update(text).digest("hex");
      send("pusher:subscribe", { channel: "presence-room", channel_data, auth });
    });`;
  const child = spawn(process.execPath, ["-e", script], { cwd: process.cwd(), stdio: "inherit" });
  onTestFinished(async () => {
    const ended = child.exitCode !== null || child.signalCode !== null ? null : once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  });
  return child;
}

test("no secret reaches a client or the log", async () => {
  const logged: unknown[] = [];
  const running = await startServer({ log: (...line) => logged.push(line) });
  const client = await connect(running);
  await client.subscribe("private-room");
  await client.signIn({ id: "ada" });
  client.send("pusher:subscribe", { channel: "private-other", auth: `${APP.key}:${sign("x")}` });
  await client.next("pusher:subscription_error");
  await fetch(`http://127.0.0.1:${running.port}/apps/7/channels?auth_key=${APP.key}`);
  expect(logged).not.toHaveLength(0);
  expect(JSON.stringify([client.inbox, logged])).not.toContain(APP.secret);
});
