import { afterAll, expect, test } from "vitest";
import { EVERYONE_CHANNEL } from "@/lib/realtime/channels.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectSuccess, refusal } from "../support/client.ts";
import { live } from "../support/live.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const people = await cast(server);
afterAll(() => server.stop());

const sign = (person: Person, socketId: string) =>
  person.api.post("/api/realtime/auth", { socket_id: socketId, channel_name: EVERYONE_CHANNEL });

test("mallory gets no signature for ada's socket, neither for a channel nor for herself", async () => {
  const { ada, mallory } = people;
  const socket = await live(ada);
  const socketId = socket.pusher.connection.socket_id;
  await expectSuccess(sign(ada, socketId));
  expect(await refusal(sign(mallory, socketId))).toBe("403 forbidden");
  expect(await refusal(mallory.api.post("/api/realtime/user-auth", { socket_id: socketId }))).toBe("403 forbidden");
  await expectSuccess(sign(ada, socketId));
  socket.close();
});
