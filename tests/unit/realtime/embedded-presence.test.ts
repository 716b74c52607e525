// docs/reliability.md L5.
import { describe, expect, test } from "vitest";
import { type Client, connect, expectRefused, startServer } from "./embedded-support.ts";

const ada = { user_id: "ada", user_info: { name: "Ada" } };
const grace = { user_id: "grace", user_info: { name: "Grace" } };

describe("presence", () => {
  test("shows a person once for many tabs and drops them only with the last", async () => {
    const running = await startServer();
    const [watcher, tab1, tab2] = [await connect(running), await connect(running), await connect(running)];
    await watcher.subscribe("presence-room", grace);
    const hash = { grace: { name: "Grace" }, ada: { name: "Ada" } };
    const everyone = { presence: { ids: ["grace", "ada"], hash, count: 2 } };
    expect(await tab1.subscribe("presence-room", ada)).toEqual(everyone);
    expect(await tab2.subscribe("presence-room", ada)).toEqual(everyone);
    expect(await tab2.subscribe("presence-room", ada)).toEqual(everyone);
    expect(JSON.parse((await watcher.next("pusher_internal:member_added")).data)).toEqual(ada);
    tab2.socket.close();
    await tab2.closed;
    expect(await watcher.settled()).toEqual([]);
    tab1.socket.terminate();
    expect(JSON.parse((await watcher.next("pusher_internal:member_removed")).data)).toEqual({ user_id: "ada" });
    expect(running.embedded.hub.users("presence-room")).toEqual(["grace"]);
    expect(await watcher.settled()).toEqual([]);
  });

  test("takes numeric ids as text and a user called __proto__ as a name like any other", async () => {
    const running = await startServer();
    const [first, second] = [await connect(running), await connect(running)];
    await first.subscribe("presence-room", { user_id: 10 });
    const { presence } = await second.subscribe("presence-room", { user_id: "__proto__", user_info: { a: 1 } });
    expect(presence.ids).toEqual(["10", "__proto__"]);
    expect(Object.entries(presence.hash)).toEqual([
      ["10", {}],
      ["__proto__", { a: 1 }],
    ]);
  });

  test("works without channel_data for a signed-in socket, and only for one", async () => {
    const running = await startServer();
    const client = await connect(running);
    await expectRefused(client, { channel: "presence-room", auth: client.authFor("presence-room") }, 401);
    await client.signIn({ id: "ada", user_info: { name: "Ada" } });
    expect((await client.subscribe("presence-room")).presence.hash).toEqual({ ada: { name: "Ada" } });
  });

  test.each([
    [
      "channel_data that was not signed",
      (client: Client) => [JSON.stringify(grace), client.authFor("presence-room", JSON.stringify(ada))],
    ],
    [
      "channel_data signed as part of the name",
      (client: Client) => [undefined, client.authFor("presence-room", JSON.stringify(ada))],
    ],
    ["signed channel_data without a user", (client: Client) => ["{}", client.authFor("presence-room", "{}")]],
    ["signed channel_data that is no JSON", (client: Client) => ["{", client.authFor("presence-room", "{")]],
    ["signed channel_data that is null", (client: Client) => ["null", client.authFor("presence-room", "null")]],
    [
      "a user id above 128 characters",
      (client: Client) => {
        const data = JSON.stringify({ user_id: "x".repeat(129) });
        return [data, client.authFor("presence-room", data)];
      },
    ],
  ])("refuses %s", async (_, forge) => {
    const running = await startServer();
    const client = await connect(running);
    const [channelData, auth] = forge(client);
    await expectRefused(client, { channel: "presence-room", channel_data: channelData, auth }, 401);
    await client.subscribe("presence-room", { user_id: "x".repeat(128) });
  });

  test("refuses another identity on a socket that is there already", async () => {
    const running = await startServer();
    const client = await connect(running);
    await client.subscribe("presence-room", ada);
    const data = JSON.stringify(grace);
    await expectRefused(
      client,
      { channel: "presence-room", channel_data: data, auth: client.authFor("presence-room", data) },
      401,
    );
    expect(running.embedded.hub.users("presence-room")).toEqual(["ada"]);
  });
});

describe("above its limit", () => {
  test("a socket's next subscription is refused and the others go on", async () => {
    const client = await connect(await startServer({ limits: { subscriptionsPerSocket: 2 } }));
    await client.subscribe("one");
    await client.subscribe("two");
    await expectRefused(client, { channel: "three" }, 403);
    client.send("pusher:unsubscribe", { channel: "one" });
    await client.subscribe("three");
  });

  test("a presence channel refuses the next member but not the next tab of one", async () => {
    const running = await startServer({ limits: { presenceMembersPerChannel: 1 } });
    const [first, second] = [await connect(running), await connect(running)];
    await first.subscribe("presence-room", ada);
    const data = JSON.stringify(grace);
    await expectRefused(
      second,
      { channel: "presence-room", channel_data: data, auth: second.authFor("presence-room", data) },
      403,
    );
    await second.subscribe("presence-room", ada);
  });

  test("user_info is refused", async () => {
    const client = await connect(await startServer());
    const data = JSON.stringify({ user_id: "ada", user_info: { about: "ä".repeat(600) } });
    await expectRefused(
      client,
      { channel: "presence-room", channel_data: data, auth: client.authFor("presence-room", data) },
      413,
    );
    await client.subscribe("presence-room", { user_id: "ada", user_info: { about: "a".repeat(1000) } });
  });
});
