// Groups that administrators make, and what a mention of one does (docs/reliability.md T6).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { unreachedReplySchema } from "@/lib/messages/unreached-schema.ts";
import { EVERYONE_CHANNEL } from "@/lib/realtime/channels.ts";
import {
  groupMembersReplySchema,
  groupReplySchema,
  groupsReplySchema,
  type UserGroup,
} from "@/lib/user-groups/schema.ts";
import { meReplySchema } from "@/lib/users/schema.ts";
import { type Cast, cast, PASSWORD, type Person } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import { live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let people: Cast;
let room: { id: string };
let count = 0;
/** A group of grace and mallory, of whom only grace is in the room, as ada, who made it, and linus are. */
let design: UserGroup;
beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { ada, grace, linus, mallory } = people;
  room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  count += 1;
  design = await make(ada, `design${count}`, [grace.id, mallory.id, ada.id]);
});

const groups = (person: Person, query = "") =>
  expectReply(person.api.get(`/api/chat/groups${query}`), groupsReplySchema).then((reply) => reply.groups);
const post = (person: Person, body: object) => person.api.post("/api/chat/groups", body);
const make = async (person: Person, handle: string, userIds: string[] = [], name = "The designers") =>
  (await expectReply(post(person, { handle, name, userIds }), groupReplySchema)).group;
const path = ({ id }: { id: string }) => `/api/chat/groups/${id}`;
const namesOf = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/me"), meReplySchema)).calls.names;
const activity = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/activity"), activityReplySchema)).entries;
const causes = async (person: Person) =>
  (await activity(person))
    .filter((entry) => entry.room.id === room.id && entry.cause !== "ADDED")
    .map((one) => one.cause);
const register = (username: string) => client(server.url).post("/api/register", { username, password: PASSWORD });

describe("a group", () => {
  test("is made by an administrator, listed for everybody with how many people it has, and told to everybody at once", async () => {
    const { ada, grace, mallory } = people;
    const socket = await live(grace);
    await socket.subscribe(EVERYONE_CHANNEL);
    await socket.own();
    const made = await make(ada, `Support.${count}`, [grace.id]);
    expect(made).toMatchObject({ handle: `Support.${count}`, name: "The designers", memberCount: 1 });
    await socket.next(({ event }) => event === "groups.changed");
    await socket.next(({ event }) => event === "calls.changed");
    socket.close();
    expect(await groups(mallory)).toContainEqual(made);
    expect(await namesOf(grace)).toContain(`support.${count}`);
    expect(await namesOf(mallory)).not.toContain(`support.${count}`);
  });

  test("shows its members to everybody, by its id and by its handle in any case", async () => {
    const { linus, ada } = people;
    for (const ref of [design.id, encodeURIComponent(`@DESIGN${count}`)]) {
      const reply = await expectReply(linus.api.get(`/api/chat/groups/${ref}`), groupMembersReplySchema);
      expect(reply.members.map(({ id }) => id)).toContain(ada.id);
      expect(reply.members).toHaveLength(3);
    }
    expect(await refusal(linus.api.get("/api/chat/groups/@nobody"))).toBe("404 not_found");
  });

  test("is renamed, filled, emptied and deleted by administrators, and by nobody else", async () => {
    const { ada, grace, linus } = people;
    for (const ask of [
      () => post(grace, { handle: "mine", name: "Mine" }),
      () => grace.api.patch(path(design), { name: "Mine" }),
      () => grace.api.patch(path(design), { add: [linus.id] }),
      () => grace.api.delete(path(design)),
    ])
      expect(await refusal(ask())).toBe("403 forbidden");
    const renamed = await expectReply(
      ada.api.patch(path(design), { handle: `ux${count}`, name: "UX" }),
      groupReplySchema,
    );
    expect(renamed.group).toMatchObject({ id: design.id, handle: `ux${count}`, name: "UX" });
    expect(await namesOf(grace)).toContain(`ux${count}`);
    const filled = await expectReply(ada.api.patch(path(design), { add: [linus.id, grace.id] }), groupReplySchema);
    expect(filled.group.memberCount).toBe(4);
    const left = await expectReply(ada.api.patch(path(design), { remove: [grace.id, grace.id] }), groupReplySchema);
    expect(left.group.memberCount).toBe(3);
    expect(await namesOf(grace)).not.toContain(`ux${count}`);
    await expectSuccess(ada.api.delete(path(design)));
    expect(await refusal(ada.api.get(path(design)))).toBe("404 not_found");
    expect(await namesOf(linus)).toEqual(["linus"]);
    // The handle that it had before is free again.
    await make(ada, `design${count}`);
  });

  test("has a handle that nobody else has, nor anything that looks like it, in both directions", async () => {
    const { ada } = people;
    const { handle } = design;
    for (const name of [handle.toUpperCase(), "ada", "ADA", "аdа", "here", "all", "channel", "everyone", "room", "me"])
      expect(await refusal(post(ada, { handle: name, name: "Again" })), name).toBe("422 invalid");
    for (const name of ["x", "a b", "", "a@b", "z".repeat(33)])
      expect(await refusal(post(ada, { handle: name, name: "Odd" })), name).toBe("422 invalid");
    const other = await make(ada, `other${count}`);
    expect(await refusal(ada.api.patch(path(other), { handle: "grace" }))).toBe("422 invalid");
    expect(await refusal(ada.api.patch(path(other), { handle }))).toBe("422 invalid");
    // Its own one in other letters is no other.
    await expectSuccess(ada.api.patch(path(other), { handle: `Other${count}` }));
    for (const name of [handle, handle.toUpperCase(), handle.replace("e", "е")]) {
      const reply = await register(name);
      expect(reply.status, name).toBe(422);
      expect(reply.body).toMatchObject({ error: { fields: { username: expect.any(String) } } });
    }
    await expectSuccess(ada.api.delete(path(design)));
    expect((await register(handle)).status).toBe(201);
  });

  test("has people who are here, and loses whose account is deleted", async () => {
    const { ada } = people;
    expect(await refusal(post(ada, { handle: "ghosts", name: "Ghosts", userIds: ["0nothing0nothing0000"] }))).toBe(
      "422 invalid",
    );
    expect(await refusal(ada.api.patch(path(design), { add: ["0nothing0nothing0000"] }))).toBe("422 invalid");
    const { user } = (await register(`guest${count}`)).body as { user: { id: string } };
    await expectSuccess(ada.api.patch(path(design), { add: [user.id] }));
    await expectSuccess(ada.api.delete(`/api/chat/accounts/${user.id}`));
    const { members, group } = await expectReply(ada.api.get(path(design)), groupMembersReplySchema);
    expect(members.map(({ id }) => id)).not.toContain(user.id);
    expect(group.memberCount).toBe(3);
  });

  test("says how many others of it are in a room, to who is in that room", async () => {
    const { ada, grace, mallory } = people;
    const reach = async (person: Person) =>
      (await groups(person, `?roomId=${room.id}`)).find(({ id }) => id === design.id)?.reach;
    expect(await reach(ada)).toBe(1);
    expect(await reach(grace)).toBe(1);
    expect(await refusal(mallory.api.get(`/api/chat/groups?roomId=${room.id}`))).toBe("404 not_found");
  });
});

describe("a mention of a group", () => {
  test("calls those of its members who are in the room, and tells nobody else anything", async () => {
    const { ada, grace, linus, mallory } = people;
    const before = [await activity(linus), await activity(mallory), await activity(ada)];
    const sent = await ada.send(room, `Please look, @${design.handle}.`);
    expect(await causes(grace)).toEqual(["USER_GROUP"]);
    expect((await activity(grace))[0]?.line.find(({ match }) => match)?.text).toBe(`@${design.handle}`);
    expect((await grace.room(room)).mentioned).toBe(true);
    expect((await linus.room(room)).mentioned).toBe(false);
    expect([await activity(linus), await activity(mallory), await activity(ada)]).toEqual(before);
    const missed = await expectReply(ada.api.get(`/api/chat/messages/${sent.id}/unreached`), unreachedReplySchema);
    expect(missed.people).toEqual([]);
  });

  test("is one row beside a mention by name, which is the stronger cause", async () => {
    const { ada, grace } = people;
    await ada.send(room, `@${design.handle} and above all @grace, @all`);
    expect(await causes(grace)).toEqual(["MENTION"]);
    expect((await expectReply(grace.api.get("/api/chat/activity"), activityReplySchema)).counts.rooms[room.id]).toBe(2);
  });

  test("calls by an edit, and calls nobody where it is in code or the group is gone", async () => {
    const { ada, grace } = people;
    const sent = await ada.send(room, `\`@${design.handle}\``);
    expect(await causes(grace)).toEqual([]);
    const edit = (body: string) =>
      expectReply(ada.api.patch(`/api/chat/messages/${sent.id}`, { body }), messageReplySchema);
    await edit(`@${design.handle}`);
    expect(await causes(grace)).toEqual(["USER_GROUP"]);
    await edit("never mind");
    expect(await causes(grace)).toEqual([]);
    await expectSuccess(ada.api.delete(path(design)));
    await edit(`@${design.handle}`);
    expect(await causes(grace)).toEqual([]);
  });

  test("lets its members follow the thread that it is in", async () => {
    const { ada, grace, linus } = people;
    const root = await linus.send(room, "Colours?");
    await ada.send(room, `@${design.handle}, yours`, { rootId: root.id });
    const follows = async (person: Person) =>
      (await expectReply(person.api.get(`/api/chat/messages/${root.id}`), messageReplySchema)).message.ownThread
        ?.following;
    expect(await follows(grace)).toBe(true);
    expect(await causes(grace)).toEqual(["USER_GROUP"]);
  });

  test("is found by who looks for what mentions them", async () => {
    const { ada, grace, linus } = people;
    const sent = await ada.send(room, `Painted, @${design.handle}`);
    const hits = async (person: Person) =>
      JSON.stringify((await person.api.get(`/api/chat/search?q=${encodeURIComponent("mentions:me Painted")}`)).body);
    expect(await hits(grace)).toContain(sent.id);
    expect(await hits(linus)).not.toContain(sent.id);
  });
});
