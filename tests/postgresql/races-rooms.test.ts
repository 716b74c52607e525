// Who is in a room, who may do what there, and what is unique, when two processes are asked at once (docs/reliability.md M2).
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write, writeSql } from "@/lib/db/doors.ts";
import { createId } from "@/lib/ids.ts";
import { ROOMS_PER_PERSON_MAX } from "@/lib/rooms/schema.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../unit/accounts/register-viewer.ts";
import { type OtherProcess, rounds, startTwo } from "./support/processes.ts";

const MB = 1024 * 1024;
let one: OtherProcess, two: OtherProcess;
let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer, mallory: RegisteredViewer;

beforeAll(async () => {
  process.env.AUTO_DIRECT_MAX = "0";
  await openDoors();
  const started = startTwo({ AUTO_DIRECT_MAX: "0", QUOTA_PERSON_MB: "12", QUOTA_TOTAL_MB: "20" });
  // Ada is the administrator, so the rooms are Grace's, in which only a person's own role counts.
  ada = await signUp("ada");
  [grace, linus, mallory] = [await signUp("grace"), await signUp("linus"), await signUp("mallory")];
  [one, two] = await started;
}, 2 * START_MS);
afterAll(closeDoors);

/** A room of Grace's, made with rows alone. */
async function roomOf(members: Viewer[], owners = [grace] as Viewer[], kind: "OPEN" | "PRIVATE" = "PRIVATE") {
  const id = createId();
  await write(async (tx) => {
    await tx.room.createMany({ data: { id, kind, name: id, openNameKey: kind === "OPEN" ? id : null } });
    const roles = [...owners.map((one) => [one.id, "OWNER"]), ...members.map((one) => [one.id, "MEMBER"])];
    const rows = roles.map(([userId = "", role]) => ({ roomId: id, userId, role: role as "OWNER" | "MEMBER" }));
    await tx.membership.createMany({ data: rows });
  });
  return id;
}
const membersOf = (roomId: string) =>
  db().membership.findMany({ where: { roomId }, select: { userId: true, role: true } });
const outcomes = async (asked: Promise<unknown>[]) => (await Promise.all(asked.map(refusal))).toSorted();

test("two owners who leave, or make each other members, leave one owner", async () => {
  await rounds(async (n) => {
    const room = await roomOf([mallory], [grace, linus]);
    const asked =
      n % 2
        ? [one.leaveRoom(grace, room), two.leaveRoom(linus, room)]
        : [one.changeRole(grace, room, linus.id, "MEMBER"), two.changeRole(linus, room, grace.id, "MEMBER")];
    expect((await outcomes(asked)).filter((outcome) => outcome === "done")).toHaveLength(1);
    expect((await membersOf(room)).filter(({ role }) => role === "OWNER")).toHaveLength(1);
  });
});

test("one direct chat of the same people, and one open room of a name", async () => {
  await rounds(async (n) => {
    await write((tx) => tx.room.deleteMany({ where: { directKey: { not: null } } }));
    const chats = await Promise.all([
      one.createRoom(grace, { kind: "DIRECT", userIds: [linus.id, ada.id] }),
      two.createRoom(linus, { kind: "DIRECT", userIds: [ada.id, grace.id] }),
    ]);
    expect(new Set(chats.map(({ room }) => room.id)).size).toBe(1);
    expect(chats.filter(({ created }) => created)).toHaveLength(1);
    const named = (on: OtherProcess, viewer: Viewer, name: string) =>
      on.createRoom(viewer, { kind: "OPEN", name, topic: "" });
    expect(await outcomes([named(one, grace, `Garden ${n}`), named(two, linus, `gARDEN ${n}`)])).toEqual([
      "done",
      "invalid",
    ]);
  }, 1);
});

test("nobody comes into more rooms than one can be in", async () => {
  const rooms = await Promise.all(Array.from({ length: 8 }, () => roomOf([], [grace], "OPEN")));
  const { length: before } = await db().membership.findMany({ where: { userId: mallory.id } });
  const full = ROOMS_PER_PERSON_MAX - 1 - before;
  await writeSql(async (tx) => {
    await tx.sql
      .run`INSERT INTO "Room" ("id", "kind") SELECT 'room ' || n, 'PRIVATE' FROM generate_series(1, ${full}::int) n`;
    await tx.sql.run`
      INSERT INTO "Membership" ("roomId", "userId") SELECT 'room ' || n, ${mallory.id} FROM generate_series(1, ${full}::int) n`;
  });
  await rounds(async (n) => {
    const [first = "", second = ""] = [rooms[n % 8], rooms[(n + 3) % 8]];
    const asked = [one.joinRoom(mallory, first), two.addMembers(grace, second, [mallory.id])];
    expect(await outcomes(asked)).toEqual(["conflict", "done"]);
    const { count } = await write((tx) =>
      tx.membership.deleteMany({ where: { userId: mallory.id, roomId: { in: rooms } } }),
    );
    expect(count).toBe(1);
  }, 1);
  await write((tx) => tx.membership.deleteMany({ where: { userId: mallory.id } }));
});

test("what two people announce at once stays within the quota of each and of all", async () => {
  const announce = (on: OtherProcess, viewer: Viewer) =>
    on.reserveUploads(viewer, "attachment", { files: [{ name: "plan.pdf", size: 6 * MB }] });
  await rounds(async (n) => {
    await write((tx) => tx.file.deleteMany({}));
    const others =
      n % 2 ? [announce(one, linus), announce(two, mallory)] : [announce(one, grace), announce(two, grace)];
    await outcomes([announce(one, grace), announce(two, grace), ...others]);
    const owners = await db().file.findMany({ select: { ownerId: true } });
    // Three times 6 MB fit into 20 MB of all, and twice into the 12 MB of one person.
    expect(owners).toHaveLength(n % 2 ? 3 : 2);
    expect(owners.filter(({ ownerId }) => ownerId === grace.id).length).toBeLessThanOrEqual(2);
  }, 1);
});

test("a file is in one message, a picture is one person's or one room's", async () => {
  await rounds(async () => {
    const room = await roomOf([linus]);
    const [file, picture] = [createId(), createId()];
    const facts = {
      ownerId: grace.id,
      home: "DISK",
      name: "a.png",
      type: "image/png",
      kind: "IMAGE",
      size: 1,
    } as const;
    await write((tx) =>
      tx.file.createMany({
        data: [
          { ...facts, id: file, state: "READY" as const },
          { ...facts, id: picture, state: "READY" as const, purpose: "PICTURE" as const },
        ],
      }),
    );
    const sent = [one, two].map((on) => on.sendMessage(grace, room, { body: "Look", files: [{ id: file }] }));
    expect(await outcomes(sent)).toEqual(["done", "invalid"]);
    expect(await db().message.count({ where: { roomId: room, body: "Look" } })).toBe(1);
    const shown = [
      one.updateRoom(grace, room, { pictureId: picture }),
      two.updateProfile(grace, { pictureId: picture }),
    ];
    expect(await outcomes(shown)).toEqual(["done", "invalid"]);
    expect(await db().file.count({ where: { id: picture, state: "READY" } })).toBe(1);
    await write((tx) => tx.user.updateMany({ where: { id: grace.id }, data: { pictureId: null } }));
  }, 1);
});

test("a room that is deleted while people come, are added and write leaves nothing behind", async () => {
  await rounds(async () => {
    const room = await roomOf([], [grace], "OPEN");
    const asked = [
      two.joinRoom(linus, room),
      one.addMembers(grace, room, [mallory.id]),
      two.sendMessage(grace, room, { body: "Hello" }),
      one.deleteRoom(grace, room),
    ];
    const said = await Promise.all(asked.map(refusal));
    expect(said[3]).toBe("done");
    for (const outcome of said) expect(["done", "not_found"]).toContain(outcome);
    expect(await membersOf(room)).toEqual([]);
  });
});
