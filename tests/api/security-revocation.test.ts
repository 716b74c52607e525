// Which sockets end, and when. These tests speak the protocol without our client, as mallory's program would.
// docs/reliability.md L12, L14, L15.
import { afterAll, describe, expect, test } from "vitest";
import { EVERYONE_CHANNEL, roomChannel, roomPresenceChannel, userChannel } from "@/lib/realtime/channels.ts";
import { PASSWORD, type Person, register } from "../support/cast.ts";
import { expectSuccess } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { askGrant, type Frame, grant, liveKey, RawSocket, rawLive } from "../support/raw-socket.ts";
import { peopleByRole } from "../support/roles.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const server = await startServer();
const people = await peopleByRole(server);
afterAll(() => server.stop());

type Change = { rev: number; roomId: string };
const revs = ({ frames }: RawSocket): number[] =>
  frames.filter(isChange).map((frame) => (JSON.parse(String(frame.data)) as Change).rev);
const isChange = (frame: Frame): boolean => frame.event === "message.changed";

describe("linus is removed from a room while messages stream through it", () => {
  test("hears none of what came after, and his signatures bring him back on no socket", async () => {
    const { owner, member, moderator: linus } = people;
    const room = await owner.createRoom({ kind: "PRIVATE", name: "Stream" });
    await owner.add(room, member, linus);
    const channels = [roomChannel(room.id), roomPresenceChannel(room.id)];
    const stays = await rawLive(member, server, roomChannel(room.id));
    const goes = await RawSocket.open(server, await liveKey(linus));
    const old = Object.fromEntries(
      await Promise.all(channels.map(async (name) => [name, await grant(linus, goes.socketId, name)] as const)),
    );
    for (const name of channels) expect(await goes.subscribe(name, old[name])).toBe(true);

    let streaming = true;
    const stream = (async () => {
      for (let i = 0; streaming; i++) await owner.send(room, `number ${i}`);
    })();
    await goes.next(isChange, "linus hears the stream");
    await member.api.get("/api/chat/me");
    await owner.remove(room, linus);
    const removal = (await owner.fullHistory(room)).find((message) => message.system?.type === "removed");
    const after = removal?.rev ?? 0;
    expect(after).toBeGreaterThan(0);
    await until(() => revs(stays).some((rev) => rev > after + 10), { what: "the others hear on" });
    streaming = false;
    await stream;

    expect(await goes.closed(1_000)).toBe(4009);
    expect(Math.max(...revs(goes))).toBeLessThan(after);
    const heard = goes.frames.length;
    const again = await RawSocket.open(server, await liveKey(linus));
    for (const name of channels) {
      goes.socket.readyState === goes.socket.OPEN &&
        goes.send({ event: "pusher:subscribe", data: { channel: name, ...old[name] } });
      expect(await again.subscribe(name, old[name]), "the old signature on a new socket").toBe(false);
      expect((await askGrant(linus, again.socketId, name)).status, "a new signature").toBe(403);
    }
    await owner.send(room, "without linus");
    await until(() => stays.frames.some((frame) => String(frame.data).includes("without linus")));
    await again.settled();
    expect(again.frames.some(isChange)).toBe(false);
    expect(goes.frames).toHaveLength(heard);
    stays.close();
    again.close();
  });

  test("not even through a socket whose signature he asked for while he was being removed", async () => {
    const { owner, moderator: linus } = people;
    const key = await liveKey(linus);
    for (let round = 0; round < 5; round++) {
      const room = await owner.createRoom({ kind: "PRIVATE", name: `Race ${round}` });
      await owner.add(room, linus);
      const name = roomChannel(room.id);
      const sockets = await Promise.all(Array.from({ length: 6 }, () => RawSocket.open(server, key)));
      const joining = sockets.map(async (socket) => {
        const reply = await askGrant(linus, socket.socketId, name);
        if (reply.status === 200 && socket.closedWith === null)
          socket.send({ event: "pusher:subscribe", data: { channel: name, ...(reply.body as object) } });
      });
      await Promise.all([...joining, owner.remove(room, linus)]);
      const live = sockets.filter(
        (socket) => socket.closedWith === null && socket.socket.readyState === socket.socket.OPEN,
      );
      await owner.send(room, "after the race");
      for (const socket of live) await Promise.race([socket.settled(), socket.closed()]);
      for (const socket of sockets)
        expect(socket.frames.some((frame) => String(frame.data).includes("after the race"))).toBe(false);
      for (const socket of sockets) socket.close();
    }
  });
});

describe("a session ends, and with it its sockets, within a second", () => {
  type End = { what: string; act: (owner: Person, device: Person) => Promise<unknown> };
  const currentId = async (device: Person): Promise<string> => {
    const { body } = await expectSuccess(device.api.get("/api/chat/sessions"));
    return (body as { sessions: { id: string; current: boolean }[] }).sessions.find((one) => one.current)?.id ?? "";
  };
  const ends: End[] = [
    { what: "by logging out there", act: (_, device) => expectSuccess(device.api.post("/api/logout")) },
    {
      what: "by being revoked elsewhere",
      act: async (owner, device) => expectSuccess(owner.api.delete(`/api/chat/sessions/${await currentId(device)}`)),
    },
    { what: "by revoking all others", act: (owner) => expectSuccess(owner.api.delete("/api/chat/sessions")) },
    {
      what: "by a new password",
      act: (owner) =>
        expectSuccess(owner.api.post("/api/chat/me/password", { currentPassword: PASSWORD, newPassword: PASSWORD })),
    },
  ];

  test.each(ends)("$what, while the device that stays signed in hears on", async ({ act }) => {
    const { admin: ada, owner } = people;
    const room = await owner.createRoom({ kind: "PRIVATE", name: "Devices" });
    await owner.add(room, ada);
    const device = await ada.logIn();
    const names = [roomChannel(room.id), userChannel(ada.id), EVERYONE_CHANNEL];
    const stays = await rawLive(ada, server, ...names);
    const signs = await rawLive(device, server, ...names);
    // This socket never signs in and never subscribes; the server knows its owner by the signatures alone.
    const silent = await RawSocket.open(server, await liveKey(device));
    await grant(device, silent.socketId, roomChannel(room.id));
    const old = await grant(device, signs.socketId, roomChannel(room.id));
    await owner.send(room, "to both");
    await signs.next((frame) => String(frame.data).includes("to both"));

    await act(ada, device);
    expect(await signs.closed(1_000)).toBe(4009);
    expect(await silent.closed(1_000)).toBe(4009);
    expect((await askGrant(device, signs.socketId, roomChannel(room.id))).status).toBe(401);
    expect((await device.api.post("/api/realtime/user-auth", { socket_id: signs.socketId })).status).toBe(401);
    const again = await RawSocket.open(server, await liveKey(ada));
    expect(await again.subscribe(roomChannel(room.id), old)).toBe(false);
    await owner.send(room, "to one");
    await stays.next((frame) => String(frame.data).includes("to one"));
    expect(stays.closedWith).toBeNull();
    expect(signs.frames.some((frame) => String(frame.data).includes("to one"))).toBe(false);
    for (const socket of [stays, again]) socket.close();
  });
});

describe("a session that ends by time", () => {
  test("takes its sockets with it at the next check, and no others", async () => {
    const quick = await startServer({ env: { SOCKET_CHECK_SECONDS: "0.2" } });
    const ada = await register(quick, "ada");
    const device = await ada.logIn();
    const stays = await rawLive(ada, quick, userChannel(ada.id));
    const goes = await rawLive(device, quick, userChannel(ada.id));
    const { body } = await expectSuccess(device.api.get("/api/chat/sessions"));
    const { sessions } = body as { sessions: { id: string; current: boolean }[] };
    expect([stays.closedWith, goes.closedWith]).toEqual([null, null]);
    const database = await openDatabase(quick);
    const id = sessions.find((one) => one.current)?.id;
    await database.run('UPDATE "Session" SET "expiresAt" = ? WHERE "id" = ?', "2020-01-01T00:00:00.000+00:00", id);
    await database.close();
    expect(await goes.closed(10_000)).toBe(4009);
    expect(stays.closedWith).toBeNull();
    await quick.stop();
  });
});
