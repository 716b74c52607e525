import { type Person, register } from "./cast.ts";
import { type Client, client } from "./client.ts";
import type { TestServer } from "./server.ts";
import { upload } from "./upload-files.ts";

export const ROLES = ["anonymous", "stranger", "removed", "member", "moderator", "owner", "admin"] as const;
export type Role = (typeof ROLES)[number];

/**
 * People by their role in a room: ada is the administrator and a member, grace owns the room, linus moderates it,
 * barbara is a member, radia was removed, hopper is a member to whom things are done, and mallory was never in it.
 */
export type PeopleByRole = Record<Exclude<Role, "anonymous">, Person> & { target: Person; api: Record<Role, Client> };

export async function peopleByRole(server: TestServer): Promise<PeopleByRole> {
  const admin = await register(server, "ada");
  const owner = await register(server, "grace");
  const moderator = await register(server, "linus");
  const member = await register(server, "barbara");
  const removed = await register(server, "radia");
  const target = await register(server, "hopper");
  const stranger = await register(server, "mallory");
  const people = { admin, owner, moderator, member, removed, stranger };
  const apis = Object.entries(people).map(([role, person]) => [role, person.api]);
  const api = { ...Object.fromEntries(apis), anonymous: client(server.url) } as Record<Role, Client>;
  return { ...people, target, api };
}

export type RoomWithRoles = PeopleByRole & { roomId: string; messageId: string; fileId: string };

/** A new private room with all these people in their roles, and a message by barbara with a file. */
export async function roomWithRoles(people: PeopleByRole): Promise<RoomWithRoles> {
  const { owner, admin, moderator, member, removed, target } = people;
  const room = await owner.createRoom({ kind: "PRIVATE", name: "Plans" });
  await owner.add(room, admin, moderator, member, removed, target);
  await owner.changeRole(room, moderator, "MODERATOR");
  const { id: fileId } = await upload(member, "notes.txt", Buffer.from("between us"));
  const message = await member.send(room, "between us", { files: [{ id: fileId }] });
  await owner.remove(room, removed);
  return { ...people, roomId: room.id, messageId: message.id, fileId };
}
