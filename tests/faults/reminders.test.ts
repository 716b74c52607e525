import { expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { cast } from "../support/cast.ts";
import { expectReply, expectSuccess } from "../support/client.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

// docs/reliability.md Q4.
test("a reminder that came due while no server ran is told by the next one, once", async () => {
  let server = await startServer();
  const { ada, grace } = await cast(server);
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const message = await ada.send(room, "Water the plants");
  const at = Date.now() + 10_000;
  const wish = { remindAt: new Date(at).toISOString() };
  await expectSuccess(grace.api.put(`/api/chat/messages/${message.id}/saved`, wish));
  const { port, dataDir } = server;
  const reminders = async () =>
    (await expectReply(grace.via(server).api.get("/api/chat/activity"), activityReplySchema)).entries.filter(
      ({ cause }) => cause === "REMINDER",
    );
  expect(await reminders()).toEqual([]);
  await server.kill();
  // A machine that was too slow would otherwise look like a server that told it in time.
  expect(Date.now()).toBeLessThan(at);
  await until(() => Date.now() > at, { timeoutMs: 30_000, what: "it is due" });
  server = await startServer({ port, dataDir });
  await until(async () => (await reminders()).length > 0, { timeoutMs: 30_000, what: "the reminder is in Activity" });
  const told = await reminders();
  expect(told).toMatchObject([{ messageId: message.id, unread: true }]);
  await server.stop();
  server = await startServer({ port, dataDir });
  expect(await reminders()).toEqual(told);
  await server.stop();
});
