import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { focusChannel, userChannel } from "@/lib/realtime/channels.ts";
import { closeSockets } from "@/lib/realtime/close-sockets.ts";
import { listLooking } from "@/lib/realtime/looking.ts";
import { fetchOnline, knownOnline, listOnline } from "@/lib/realtime/presence.ts";

/** An API of a live server that answers with these bodies in turn, and then as it should. */
let answers: { status: number; body: string }[] = [];
const asked: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split("?")[0]}`);
    const { status, body } = answers.shift() ?? { status: 200, body: '{"ok":true}' };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, { PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(port), PUSHER_APP_ID: "parley" });
  Object.assign(process.env, { PUSHER_KEY: "a-key-for-tests", PUSHER_SECRET: "a-secret-for-tests" });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("the sockets of somebody who was removed are closed though the live server refuses at first", async () => {
  answers = [
    { status: 500, body: "" },
    // Soketi refuses with 200.
    { status: 200, body: '{"error":"The app does not exist"}' },
  ];
  await closeSockets("ada");
  expect(asked).toEqual(Array(3).fill("POST /apps/parley/users/ada/terminate_connections"));
});

test("who is online is asked once for all who want to know at the same time, and drawn from the last answer", async () => {
  expect(knownOnline()).toEqual([]);
  asked.length = 0;
  answers = [{ status: 500, body: "" }];
  await expect(fetchOnline()).rejects.toThrow();
  const channels = { [userChannel("ada")]: {}, "private-user-": {}, "somebody else's": {} };
  answers = [{ status: 200, body: JSON.stringify({ channels }) }];
  expect(await Promise.all([fetchOnline(), listOnline(), fetchOnline()])).toEqual([["ada"], ["ada"], ["ada"]]);
  expect(asked).toEqual(Array(2).fill("GET /apps/parley/channels"));
  expect(knownOnline()).toEqual(["ada"]);
});

test("who is looking is asked once for all who are to be told at the same time, and anew after a failure", async () => {
  asked.length = 0;
  answers = [{ status: 500, body: "" }];
  expect(await listLooking(["ada"])).toEqual(new Set());
  answers = [{ status: 200, body: JSON.stringify({ channels: { [focusChannel("ada")]: {} } }) }];
  const found = await Promise.all(["ada", "grace", "ada"].map((id) => listLooking([id])));
  expect(found.map((people) => [...people])).toEqual([["ada"], [], ["ada"]]);
  expect(asked).toEqual(Array(2).fill("GET /apps/parley/channels"));
});
