// docs/reliability.md M8: an update of one instance after the other is noticed by nobody.
import { expect } from "vitest";
import { openRoomView } from "../support/room-view.ts";
import { startTraffic } from "../support/scale/traffic.ts";
import { people, stack, test, withSharedStack } from "./shared-stack.ts";

withSharedStack();

test("a restart of one instance after the other refuses no send, no edit and no page", async () => {
  const { ada, grace, linus } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const views = [await openRoomView(ada, room), await openRoomView(grace, room)];
  const note = await ada.send(await ada.directWith(), "Version 0");
  const traffic = startTraffic([ada, grace, linus, ada], room);
  let going = true;
  const statuses = new Set<number>();
  const others = (async () => {
    for (let n = 1; going; n++) {
      statuses.add((await linus.api.get("/login")).status);
      statuses.add((await linus.api.get("/api/chat/rooms")).status);
      statuses.add((await ada.api.patch(`/api/chat/messages/${note.id}`, { body: `Version ${n}` })).status);
    }
  })();
  await traffic.flows();
  for (const instance of stack.parley) {
    expect(await instance.stop()).toBe(0);
    await traffic.flows();
    await instance.start();
    await traffic.flows();
  }
  going = false;
  await others;
  await traffic.end();
  expect(traffic.refusals).toEqual([]);
  expect([...statuses].toSorted()).toEqual([200]);
  const { rev } = await ada.room(room);
  for (const view of views) await view.reaches(rev, 10_000);
  for (const view of views) view.close();
});
