// docs/reliability.md M1: people on different instances are in one house.
import { expect } from "vitest";
import { roomChannel } from "@/lib/realtime/channels.ts";
import type { Room } from "@/lib/rooms/schema.ts";
import type { Person } from "../support/cast.ts";
import { live } from "../support/live.ts";
import { openRoomView } from "../support/room-view.ts";
import { fetchFile, pdf, upload } from "../support/upload-files.ts";
import { atInstance, bySoketi, people, stack, test, withSharedStack } from "./shared-stack.ts";

withSharedStack();
const PLACES = [0, 1] as const;

/** Ada at one instance, grace at the other, and a room of theirs. */
async function apart(...others: Person[]): Promise<{ ada: Person; grace: Person; room: Room }> {
  const [ada, grace] = [atInstance(people.ada, 0), atInstance(people.grace, 1)];
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, ...others.map((one) => one.id)] });
  return { ada, grace, room };
}

test("ada on one instance and grace on the other talk, and what they edit and delete arrives live at both", async () => {
  const { ada, grace, room } = await apart();
  const views = [await openRoomView(ada, room, bySoketi(0)), await openRoomView(grace, room, bySoketi(1))];
  const caughtUp = views.map((view) => view.catchUps());
  const hello = await ada.send(room, "Hello @grace");
  const answer = await grace.send(room, "Hello @ada", { replyToId: hello.id });
  await ada.edit(hello, "Hello again @grace");
  await grace.deleteMessage(answer);
  const { rev } = await ada.room(room);
  const history = await grace.fullHistory(room);
  for (const view of views) {
    await view.reaches(rev);
    expect(view.messages()).toEqual(history);
    view.close();
  }
  // It came by itself: nobody had to ask for what was missed.
  expect(views.map((view) => view.catchUps())).toEqual(caughtUp);
});

test("what grace reads on one instance is read on her phone at the other", async () => {
  const { ada, grace, room } = await apart();
  const phone = await live(atInstance(grace, 0), bySoketi(0));
  await phone.own();
  const { seq } = await ada.send(room, "Read me");
  await grace.read(room, seq);
  const told = await phone.next((event) => event.event === "read.changed");
  expect(told.data).toMatchObject({ roomId: room.id, lastReadSeq: seq, unread: 0 });
  expect(await atInstance(grace, 0).room(room)).toMatchObject({ unread: 0 });
  phone.close();
});

test("linus, who is removed on one instance, hears nothing more by either Soketi and is let in by neither Parley", async () => {
  const { linus } = people;
  const { ada, grace, room } = await apart(linus);
  const sockets = await Promise.all(PLACES.map((n) => live(atInstance(linus, n), bySoketi(n))));
  for (const socket of sockets) await socket.room(room);
  await grace.send(room, "All three");
  // The premise: both of them hear.
  for (const socket of sockets) await socket.next((event) => event.event === "message.changed");
  const closed = sockets.map(
    (socket) => new Promise((resolve) => socket.pusher.connection.bind("disconnected", resolve)),
  );
  await ada.remove(room, linus);
  await Promise.all(closed);
  for (const socket of sockets) socket.events.length = 0;
  await grace.send(room, "Only two");
  for (const n of PLACES) {
    const socket = await live(atInstance(linus, n), bySoketi(n));
    await expect(socket.room(room)).rejects.toThrow("403");
    expect((await atInstance(linus, n).api.get(`/api/chat/rooms/${room.id}`)).status).toBe(404);
    // Everything that was being sent to linus arrives before this.
    await socket.own();
    const general = await linus.general();
    await linus.read(general, (await grace.send(general, "To everybody")).seq);
    await socket.next((event) => event.event === "read.changed");
    expect(JSON.stringify([socket.events, sockets[n]?.events])).not.toContain(room.id);
    socket.close();
    sockets[n]?.close();
  }
});

test("mallory, who was never in it, is refused by both", async () => {
  const { room } = await apart();
  for (const n of PLACES) {
    const mallory = atInstance(people.mallory, n);
    expect((await mallory.api.get(`/api/chat/rooms/${room.id}/messages`)).status).toBe(404);
    const socket = await live(mallory, bySoketi(n));
    await expect(socket.subscribe(roomChannel(room.id))).rejects.toThrow("403");
    socket.close();
  }
});

test("a file that ada uploads through one is read by grace through the other, and not by mallory", async () => {
  const { ada, room } = await apart();
  const bytes = pdf(200_000);
  const { id } = await upload(ada, "plan.pdf", bytes);
  await ada.send(room, "The plan", { files: [{ id }] });
  const read = (person: Person) => fetchFile(person, stack.parley[1].url, `/api/files/${id}`);
  expect(Buffer.from(await (await read(people.grace)).arrayBuffer()).equals(bytes)).toBe(true);
  expect((await read(people.mallory)).status).toBe(404);
});

test("nobody publishes through the address that people use", async () => {
  const body = JSON.stringify({ name: "message.changed", channels: ["private-everyone"], data: "{}" });
  expect((await fetch(`${stack.url}/apps/parley-test/events`, { method: "POST", body })).status).toBe(404);
});
