import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { apiRoutes } from "../support/api-routes.ts";
import { PASSWORD, type Person, register } from "../support/cast.ts";
import type { Client, Reply } from "../support/client.ts";
import { PUSH_SUBSCRIPTION } from "../support/mutations.ts";
import { liveKey, RawSocket } from "../support/raw-socket.ts";
import { peopleByRole, ROLES, type Role, type RoomWithRoles, roomWithRoles } from "../support/roles.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const people = await peopleByRole(server);
const shared = await roomWithRoles(people);
afterAll(() => server.stop());

/** An id of the right form that belongs to nobody. */
const NOTHING = "0nothing0nothing0000";

type Ids = Pick<RoomWithRoles, "roomId" | "messageId" | "fileId">;
type Ask = (api: Client, ids: Ids, stage: RoomWithRoles, role: Role) => Promise<Reply>;
/** In the order of ROLES: anonymous, stranger, removed, member, moderator, owner, admin. */
type Statuses = [number, number, number, number, number, number, number];
type Row = {
  ask: Ask;
  expected: Statuses;
  /** The request changes the room, so each role that may send it gets a room of its own. */
  changes?: boolean;
  /** The request names no room and no message, so it cannot tell whether one exists. */
  public?: boolean;
};

const members = (status: number): Statuses => [401, 404, 404, status, status, status, status];
const signedIn = (status: number): Statuses => [401, status, status, status, status, status, status];
const administrators = (status: number): Statuses => [401, 403, 403, 403, 403, 403, status];
const everybody = (status: number): Statuses => [status, status, status, status, status, status, status];
const room = (ids: Ids, rest = "") => `/api/chat/rooms/${ids.roomId}${rest}`;
const file = (ids: Ids) => `/api/files/${ids.fileId}`;
const account = (ids: Ids, { id }: Person) => `/api/chat/accounts/${ids.roomId === NOTHING ? NOTHING : id}`;
const message = (ids: Ids) => `/api/chat/messages/${ids.messageId}`;
const reaction = (ids: Ids) => `${message(ids)}/reactions/${encodeURIComponent("👍")}`;

const TABLE: Record<string, Row[]> = {
  "GET /api/chat/rooms/[roomId]": [{ ask: (api, ids) => api.get(room(ids)), expected: members(200) }],
  "PATCH /api/chat/rooms/[roomId]": [
    {
      ask: (api, ids) => api.patch(room(ids), { topic: "new" }),
      expected: [401, 404, 404, 403, 200, 200, 200],
      changes: true,
    },
    {
      ask: (api, ids) => api.patch(room(ids), { name: "New name" }),
      expected: [401, 404, 404, 403, 200, 200, 200],
      changes: true,
    },
    {
      ask: (api, ids) => api.patch(room(ids), { threads: "REQUIRED" }),
      expected: [401, 404, 404, 403, 200, 200, 200],
      changes: true,
    },
    {
      ask: (api, ids) => api.patch(room(ids), { mentionAll: "MODERATORS" }),
      expected: [401, 404, 404, 403, 403, 200, 200],
      changes: true,
    },
    {
      ask: (api, ids) => api.patch(room(ids), { archived: true }),
      expected: [401, 404, 404, 403, 403, 200, 200],
      changes: true,
    },
    {
      ask: (api, ids, _, role) => api.patch(room(ids), { name: `Open ${role}`, kind: "OPEN" }),
      expected: [401, 404, 404, 403, 403, 200, 200],
      changes: true,
    },
  ],
  "DELETE /api/chat/rooms/[roomId]": [
    { ask: (api, ids) => api.delete(room(ids)), expected: [401, 404, 404, 403, 403, 204, 204], changes: true },
  ],
  "GET /api/chat/rooms/[roomId]/members": [
    { ask: (api, ids) => api.get(room(ids, "/members")), expected: members(200) },
  ],
  "POST /api/chat/rooms/[roomId]/members": [
    { ask: (api, ids) => api.post(room(ids, "/members"), {}), expected: members(200) },
    {
      ask: (api, ids, { removed }) => api.post(room(ids, "/members"), { userIds: [removed.id] }),
      expected: members(200),
      changes: true,
    },
  ],
  "PATCH /api/chat/rooms/[roomId]/members/[userId]": [
    {
      ask: (api, ids, { target }) => api.patch(room(ids, `/members/${target.id}`), { role: "MODERATOR" }),
      expected: [401, 404, 404, 403, 403, 200, 200],
      changes: true,
    },
    {
      // Nobody can make themselves an owner.
      ask: (api, ids, stage, role) =>
        api.patch(room(ids, `/members/${role === "anonymous" ? NOTHING : stage[role].id}`), { role: "OWNER" }),
      expected: [401, 404, 404, 403, 403, 200, 200],
      changes: true,
    },
  ],
  "DELETE /api/chat/rooms/[roomId]/members/[userId]": [
    {
      ask: (api, ids, { target }) => api.delete(room(ids, `/members/${target.id}`)),
      expected: [401, 404, 404, 403, 204, 204, 204],
      changes: true,
    },
    {
      // Moderators can remove neither one another nor an owner.
      ask: (api, ids, { owner }, role) =>
        role === "owner" ? api.delete(room(ids, "/members/nobody")) : api.delete(room(ids, `/members/${owner.id}`)),
      expected: [401, 404, 404, 403, 403, 404, 409],
      changes: true,
    },
    {
      ask: (api, ids, _, role) => api.delete(room(ids, `/members/${role === "owner" ? "nobody" : "me"}`)),
      expected: [401, 404, 404, 204, 204, 404, 204],
      changes: true,
    },
  ],
  "PATCH /api/chat/rooms/[roomId]/members/me/settings": [
    { ask: (api, ids) => api.patch(room(ids, "/members/me/settings"), { level: "MENTIONS" }), expected: members(200) },
  ],
  "GET /api/chat/rooms/[roomId]/messages": [
    { ask: (api, ids) => api.get(room(ids, "/messages")), expected: members(200) },
    { ask: (api, ids) => api.get(room(ids, "/messages?around=1&limit=1")), expected: members(200) },
  ],
  "POST /api/chat/rooms/[roomId]/messages": [
    { ask: (api, ids) => api.post(room(ids, "/messages"), { body: "hello" }), expected: members(201) },
  ],
  "GET /api/chat/rooms/[roomId]/changes": [
    { ask: (api, ids) => api.get(room(ids, "/changes?since=0")), expected: members(200) },
  ],
  "POST /api/chat/rooms/[roomId]/read": [
    { ask: (api, ids) => api.post(room(ids, "/read"), { seq: 1 }), expected: members(200) },
  ],
  "POST /api/chat/rooms/[roomId]/unread": [
    { ask: (api, ids) => api.post(room(ids, "/unread"), { seq: 1 }), expected: members(200) },
  ],
  "PUT /api/chat/rooms/[roomId]/draft": [
    {
      ask: (api, ids) =>
        api.request("PUT", room(ids, "/draft"), { body: "not yet", editedAt: "2026-01-01T00:00:00.000Z" }),
      expected: members(200),
    },
  ],
  "GET /api/chat/rooms/[roomId]/files": [
    { ask: (api, ids) => api.get(room(ids, "/files")), expected: members(200) },
    { ask: (api, ids) => api.get(room(ids, "/files?kind=links")), expected: members(200) },
  ],
  "GET /api/chat/rooms/[roomId]/files/people": [
    { ask: (api, ids) => api.get(room(ids, "/files/people")), expected: members(200) },
  ],
  "GET /api/files/[fileId]": [{ ask: (api, ids) => api.get(file(ids)), expected: members(200) }],
  "HEAD /api/files/[fileId]": [{ ask: (api, ids) => api.request("HEAD", file(ids)), expected: members(200) }],
  "GET /api/files/[fileId]/text": [{ ask: (api, ids) => api.get(`${file(ids)}/text`), expected: members(200) }],
  // A file in a message is deleted with the message. An upload that is in no message belongs to its owner.
  "DELETE /api/files/[fileId]": [{ ask: (api, ids) => api.delete(file(ids)), expected: signedIn(404) }],
  "POST /api/uploadthing": [
    {
      ask: (api) =>
        api.post("/api/uploadthing?slug=attachment&actionType=upload", { files: [{ name: "a.txt", size: 1 }] }),
      expected: signedIn(200),
      public: true,
    },
    {
      // The request lacks uploadthing's signature.
      ask: (api) => api.post("/api/uploadthing?slug=attachment", {}, { headers: { "uploadthing-hook": "callback" } }),
      expected: everybody(400),
      public: true,
    },
  ],
  "HEAD /api/uploads/[key]": [
    { ask: (api) => api.request("HEAD", "/api/uploads/unsigned"), expected: signedIn(403), public: true },
  ],
  "POST /api/uploads/[key]": [
    { ask: (api) => api.post("/api/uploads/unsigned"), expected: signedIn(403), public: true },
  ],
  "PUT /api/uploads/[key]": [
    { ask: (api) => api.request("PUT", "/api/uploads/unsigned"), expected: signedIn(403), public: true },
  ],
  "PATCH /api/chat/settings/files": [
    {
      ask: (api) => api.patch("/api/chat/settings/files", { forbiddenTypes: [] }),
      expected: [401, 403, 403, 403, 403, 403, 200],
      public: true,
    },
  ],
  "GET /api/chat/settings/messages": [
    { ask: (api) => api.get("/api/chat/settings/messages"), expected: signedIn(200), public: true },
  ],
  "PATCH /api/chat/settings/messages": [
    {
      ask: (api) => api.patch("/api/chat/settings/messages", { editHistory: true }),
      expected: [401, 403, 403, 403, 403, 403, 200],
      public: true,
    },
  ],
  "PATCH /api/chat/settings/emoji": [
    {
      ask: (api) => api.patch("/api/chat/settings/emoji", { membersMayAdd: false }),
      expected: administrators(200),
      public: true,
    },
  ],
  "GET /api/chat/emoji": [{ ask: (api) => api.get("/api/chat/emoji"), expected: signedIn(200), public: true }],
  "POST /api/chat/emoji": [
    {
      ask: (api) => api.post("/api/chat/emoji", { name: "party_parrot", fileId: NOTHING }),
      expected: administrators(422),
      public: true,
    },
  ],
  "DELETE /api/chat/emoji/[name]": [
    { ask: (api) => api.delete("/api/chat/emoji/party_parrot"), expected: signedIn(404), public: true },
  ],
  "GET /api/chat/me/keywords": [
    { ask: (api) => api.get("/api/chat/me/keywords"), expected: signedIn(200), public: true },
  ],
  "PATCH /api/chat/me/keywords": [
    { ask: (api) => api.patch("/api/chat/me/keywords", { add: ["tea"] }), expected: signedIn(200), public: true },
  ],
  "GET /api/chat/groups": [
    { ask: (api) => api.get("/api/chat/groups"), expected: signedIn(200), public: true },
    { ask: (api, ids) => api.get(`/api/chat/groups?roomId=${ids.roomId}`), expected: members(200) },
  ],
  "POST /api/chat/groups": [
    {
      ask: (api) => api.post("/api/chat/groups", { handle: "nobody", name: "Nobody", userIds: [NOTHING] }),
      expected: administrators(422),
      public: true,
    },
  ],
  "GET /api/chat/groups/[group]": [
    { ask: (api) => api.get("/api/chat/groups/@nobody"), expected: signedIn(404), public: true },
  ],
  "PATCH /api/chat/groups/[group]": [
    {
      ask: (api) => api.patch("/api/chat/groups/@nobody", { name: "Other" }),
      expected: administrators(404),
      public: true,
    },
  ],
  "DELETE /api/chat/groups/[group]": [
    { ask: (api) => api.delete("/api/chat/groups/@nobody"), expected: administrators(404), public: true },
  ],
  "GET /api/emoji/[name]": [
    { ask: (api) => api.get("/api/emoji/party_parrot"), expected: signedIn(404), public: true },
  ],
  "HEAD /api/emoji/[name]": [
    { ask: (api) => api.request("HEAD", "/api/emoji/party_parrot"), expected: signedIn(404), public: true },
  ],
  "GET /api/chat/me/storage": [
    { ask: (api) => api.get("/api/chat/me/storage"), expected: signedIn(200), public: true },
  ],
  "GET /api/chat/me/rooms": [{ ask: (api) => api.get("/api/chat/me/rooms"), expected: signedIn(200), public: true }],
  "GET /api/chat/drafts": [{ ask: (api) => api.get("/api/chat/drafts"), expected: signedIn(200), public: true }],
  "GET /api/chat/messages/[messageId]": [{ ask: (api, ids) => api.get(message(ids)), expected: members(200) }],
  "PATCH /api/chat/messages/[messageId]": [
    {
      ask: (api, ids) => api.patch(message(ids), { body: "changed" }),
      expected: [401, 404, 404, 200, 403, 403, 403],
      changes: true,
    },
  ],
  "DELETE /api/chat/messages/[messageId]": [
    { ask: (api, ids) => api.delete(message(ids)), expected: members(200), changes: true },
  ],
  "GET /api/chat/messages/[messageId]/versions": [
    { ask: (api, ids) => api.get(`${message(ids)}/versions`), expected: members(200) },
  ],
  "GET /api/chat/messages/[messageId]/forward": [
    { ask: (api, ids) => api.get(`${message(ids)}/forward?roomId=${ids.roomId}`), expected: members(200) },
  ],
  "POST /api/chat/messages/[messageId]/forward": [
    { ask: (api, ids) => api.post(`${message(ids)}/forward`, { roomId: ids.roomId }), expected: members(201) },
  ],
  "POST /api/chat/messages/[messageId]/restore": [
    { ask: (api, ids) => api.post(`${message(ids)}/restore`), expected: [401, 404, 404, 200, 403, 403, 403] },
  ],
  "GET /api/chat/messages/[messageId]/reactions/[emoji]": [
    { ask: (api, ids) => api.get(reaction(ids)), expected: members(200) },
  ],
  "PUT /api/chat/messages/[messageId]/reactions/[emoji]": [
    { ask: (api, ids) => api.put(reaction(ids)), expected: members(200) },
  ],
  "DELETE /api/chat/messages/[messageId]/reactions/[emoji]": [
    { ask: (api, ids) => api.delete(reaction(ids)), expected: members(200) },
  ],
  "PUT /api/chat/messages/[messageId]/pin": [
    { ask: (api, ids) => api.put(`${message(ids)}/pin`), expected: members(200), changes: true },
  ],
  "DELETE /api/chat/messages/[messageId]/pin": [
    { ask: (api, ids) => api.delete(`${message(ids)}/pin`), expected: members(200), changes: true },
  ],
  "GET /api/chat/messages/[messageId]/unreached": [
    { ask: (api, ids) => api.get(`${message(ids)}/unreached`), expected: [401, 404, 404, 200, 403, 403, 403] },
  ],
  "GET /api/chat/messages/[messageId]/thread": [
    { ask: (api, ids) => api.get(`${message(ids)}/thread`), expected: members(200) },
  ],
  "PUT /api/chat/messages/[messageId]/thread/follow": [
    { ask: (api, ids) => api.put(`${message(ids)}/thread/follow`), expected: members(200) },
  ],
  "DELETE /api/chat/messages/[messageId]/thread/follow": [
    { ask: (api, ids) => api.delete(`${message(ids)}/thread/follow`), expected: members(200) },
  ],
  "POST /api/chat/messages/[messageId]/thread/read": [
    { ask: (api, ids) => api.post(`${message(ids)}/thread/read`, { seq: 1 }), expected: members(200) },
  ],
  "PUT /api/chat/messages/[messageId]/saved": [
    { ask: (api, ids) => api.put(`${message(ids)}/saved`, {}), expected: members(200) },
    { ask: (api, ids) => api.put(`${message(ids)}/saved`, { done: true }), expected: members(200) },
  ],
  "DELETE /api/chat/messages/[messageId]/saved": [
    { ask: (api, ids) => api.delete(`${message(ids)}/saved`), expected: members(200) },
  ],
  "GET /api/chat/saved": [
    { ask: (api) => api.get("/api/chat/saved?state=done"), expected: signedIn(200), public: true },
    { ask: (api) => api.get("/api/chat/saved?state=none"), expected: signedIn(422), public: true },
  ],
  "GET /api/chat/saved/ids": [{ ask: (api) => api.get("/api/chat/saved/ids"), expected: signedIn(200), public: true }],
  // What is not the viewer's own is left alone, and not told from what is not there: see tests/api/activity.
  "GET /api/chat/activity": [
    { ask: (api) => api.get("/api/chat/activity"), expected: signedIn(200), public: true },
    { ask: (api) => api.get("/api/chat/activity?limit=0"), expected: signedIn(422), public: true },
  ],
  "GET /api/chat/activity/counts": [
    { ask: (api) => api.get("/api/chat/activity/counts"), expected: signedIn(200), public: true },
  ],
  "POST /api/chat/activity/read": [
    {
      ask: (api, ids) => api.post("/api/chat/activity/read", { messageIds: [ids.messageId] }),
      expected: signedIn(200),
      public: true,
    },
    { ask: (api) => api.post("/api/chat/activity/read", {}), expected: signedIn(422), public: true },
  ],
  "GET /api/chat/rooms/[roomId]/pins": [{ ask: (api, ids) => api.get(room(ids, "/pins")), expected: members(200) }],
  "POST /api/realtime/auth": [
    {
      ask: async (api, ids, stage, role) => {
        const socket = await RawSocket.open(server, await liveKey(stage.admin));
        const who = role === "stranger" && ids.roomId === NOTHING ? stage.stranger.api : api;
        const body = { socket_id: socket.socketId, channel_name: roomChannel(ids.roomId) };
        const reply = await who.post("/api/realtime/auth", body);
        socket.close();
        return reply;
      },
      expected: [401, 403, 403, 200, 200, 200, 200],
    },
  ],

  "GET /api/chat/rooms": [
    { ask: (api) => api.get("/api/chat/rooms?scope=all"), expected: signedIn(200), public: true },
  ],
  "GET /api/chat/open-rooms": [
    { ask: (api) => api.get("/api/chat/open-rooms?q=plans"), expected: signedIn(200), public: true },
  ],
  "POST /api/chat/rooms": [
    {
      ask: (api) => api.post("/api/chat/rooms", { kind: "PRIVATE", name: "Mine" }),
      expected: signedIn(201),
      public: true,
    },
    {
      ask: (api) => api.post("/api/chat/rooms", { kind: "DIRECT", userIds: [NOTHING] }),
      expected: signedIn(422),
      public: true,
    },
  ],
  "GET /api/chat/search": [
    // Who is not in the room is answered as where there is no such room.
    {
      ask: (api, ids) => api.get(`/api/chat/search?q=in:${ids.roomId}`),
      expected: [401, 422, 422, 200, 200, 200, 200],
    },
    { ask: (api) => api.get("/api/chat/search?q=between"), expected: signedIn(200), public: true },
  ],
  "GET /api/chat/find": [{ ask: (api) => api.get("/api/chat/find?q=plans"), expected: signedIn(200), public: true }],
  "GET /api/chat/people": [{ ask: (api) => api.get("/api/chat/people"), expected: signedIn(200), public: true }],
  "GET /api/chat/people/[person]": [
    // Whether somebody is in a room is for its members to know.
    {
      ask: (api, ids, { target }) => api.get(`/api/chat/people/${target.id}?roomId=${ids.roomId}`),
      expected: members(200),
    },
    { ask: (api) => api.get(`/api/chat/people/${NOTHING}`), expected: signedIn(404), public: true },
  ],
  "GET /api/chat/me": [{ ask: (api) => api.get("/api/chat/me"), expected: signedIn(200), public: true }],
  "PATCH /api/chat/me": [
    { ask: (api) => api.patch("/api/chat/me", { statusText: "here" }), expected: signedIn(200), public: true },
  ],
  "POST /api/chat/me/password": [
    {
      ask: (api) =>
        api.post("/api/chat/me/password", { currentPassword: "not that one", newPassword: "another long one" }),
      expected: signedIn(403),
      public: true,
    },
  ],
  "POST /api/chat/me/confirmation": [
    {
      ask: (api) => api.post("/api/chat/me/confirmation", { password: "not that one" }),
      expected: signedIn(422),
      public: true,
    },
  ],
  "GET /api/chat/sessions": [{ ask: (api) => api.get("/api/chat/sessions"), expected: signedIn(200), public: true }],
  "DELETE /api/chat/sessions": [
    { ask: (api) => api.delete("/api/chat/sessions"), expected: signedIn(204), public: true },
  ],
  "GET /api/chat/push-subscriptions": [
    { ask: (api) => api.get("/api/chat/push-subscriptions"), expected: signedIn(200), public: true },
  ],
  "PUT /api/chat/push-subscriptions": [
    {
      ask: (api) => api.put("/api/chat/push-subscriptions", PUSH_SUBSCRIPTION),
      expected: signedIn(200),
      public: true,
    },
  ],
  "DELETE /api/chat/push-subscriptions/[subscriptionId]": [
    { ask: (api) => api.delete(`/api/chat/push-subscriptions/${NOTHING}`), expected: signedIn(404), public: true },
  ],
  "POST /api/chat/push-subscriptions/[subscriptionId]/test": [
    { ask: (api) => api.post(`/api/chat/push-subscriptions/${NOTHING}/test`), expected: signedIn(404), public: true },
  ],
  "DELETE /api/chat/sessions/[sessionId]": [
    {
      // The device belongs to somebody else, for everyone but its owner.
      ask: async (api, ids, { target }) => {
        const device = await target.logIn();
        const { body } = await device.api.get("/api/chat/sessions");
        const { sessions } = body as { sessions: { id: string; current: boolean }[] };
        const id = ids.roomId === NOTHING ? NOTHING : sessions.find((session) => session.current)?.id;
        const reply = await api.delete(`/api/chat/sessions/${id}`);
        expect((await device.api.get("/api/chat/me")).status, "the device is still signed in").toBe(200);
        return reply;
      },
      expected: signedIn(404),
    },
  ],
  "GET /api/chat/invites": [
    { ask: (api) => api.get("/api/chat/invites"), expected: [401, 403, 403, 403, 403, 403, 200], public: true },
  ],
  "POST /api/chat/invites": [
    { ask: (api) => api.post("/api/chat/invites", {}), expected: [401, 403, 403, 403, 403, 403, 201], public: true },
  ],
  "POST /api/chat/invites/accept": [
    {
      ask: (api) => api.post("/api/chat/invites/accept", { code: "a-guess" }),
      expected: [401, 403, 403, 403, 403, 403, 403],
      public: true,
    },
  ],
  "DELETE /api/chat/invites/[inviteId]": [
    {
      ask: async (api, ids, { admin }) => {
        const made = await admin.api.post("/api/chat/invites", {});
        const { id } = (made.body as { invite: { id: string } }).invite;
        return api.delete(`/api/chat/invites/${ids.roomId === NOTHING ? NOTHING : id}`);
      },
      expected: [401, 403, 403, 403, 403, 403, 204],
    },
  ],
  "GET /api/chat/accounts": [
    { ask: (api) => api.get("/api/chat/accounts"), expected: administrators(200), public: true },
  ],
  "PATCH /api/chat/accounts/[userId]": [
    {
      ask: (api, ids, { target }) => api.patch(account(ids, target), { disabled: false }),
      expected: administrators(200),
    },
    {
      // Nobody can make themselves an administrator.
      ask: (api, ids, stage, role) =>
        api.patch(account(ids, stage[role === "anonymous" ? "target" : role]), { role: "ADMIN" }),
      expected: administrators(200),
    },
  ],
  "DELETE /api/chat/accounts/[userId]": [
    {
      ask: async (api, ids) => {
        const gone = await register(server, `gone-${randomUUID().slice(0, 8)}`);
        return api.delete(account(ids, gone));
      },
      expected: administrators(204),
    },
  ],
  "DELETE /api/chat/accounts/[userId]/sessions": [
    {
      ask: async (api, ids) => {
        const somebody = await register(server, `out-${randomUUID().slice(0, 8)}`);
        const reply = await api.delete(`${account(ids, somebody)}/sessions`);
        const isIn = (await somebody.api.get("/api/chat/me")).status === 200;
        expect(isIn, "the premise, and what follows").toBe(reply.status !== 204);
        return reply;
      },
      expected: administrators(204),
    },
  ],
  "POST /api/chat/accounts/[userId]/reset-link": [
    {
      ask: (api, ids, { target }) => api.post(`${account(ids, target)}/reset-link`),
      expected: administrators(201),
    },
  ],
  "POST /api/reset": [
    {
      ask: (api) => api.post("/api/reset", { code: NOTHING, newPassword: "another long one" }),
      expected: everybody(403),
      public: true,
    },
  ],
  "GET /api/presence": [{ ask: (api) => api.get("/api/presence"), expected: signedIn(200), public: true }],
  "GET /api/realtime": [{ ask: (api) => api.get("/api/realtime"), expected: signedIn(200), public: true }],
  "POST /api/realtime/user-auth": [
    {
      ask: async (api, _, { admin }) => {
        const socket = await RawSocket.open(server, await liveKey(admin));
        const reply = await api.post("/api/realtime/user-auth", { socket_id: socket.socketId });
        socket.close();
        return reply;
      },
      expected: signedIn(200),
      public: true,
    },
  ],
  "POST /api/logout": [
    {
      ask: async (api, _, stage, role) =>
        (role === "anonymous" ? api : (await stage[role].logIn()).api).post("/api/logout"),
      expected: signedIn(204),
      public: true,
    },
  ],
  "POST /api/login": [
    {
      ask: (api, _, { member }) => api.post("/api/login", { username: member.username, password: PASSWORD }),
      expected: everybody(200),
      public: true,
    },
  ],
  "POST /api/register": [
    {
      ask: (api, _, __, role) => api.post("/api/register", { username: `friend-of-${role}`, password: PASSWORD }),
      expected: everybody(201),
      public: true,
    },
  ],
  ...Object.fromEntries(
    ["DELETE", "GET", "PATCH", "POST", "PUT"].map((method): [string, Row[]] => [
      `${method} /api/[...nothing]`,
      [{ ask: (api) => api.request(method, "/api/nowhere/at/all"), expected: everybody(404), public: true }],
    ]),
  ),
  // Without CRON_SECRET there is nothing, and a session is no such secret (tests/functions).
  "GET /api/cron": [{ ask: (api) => api.get("/api/cron"), expected: everybody(404), public: true }],
  "GET /api/health": [{ ask: (api) => api.get("/api/health"), expected: everybody(200), public: true }],
  "GET /api/auth/[...nextauth]": [
    { ask: (api) => api.get("/api/auth/session"), expected: everybody(200), public: true },
  ],
  "POST /api/auth/[...nextauth]": [
    {
      ask: (api) => api.post("/api/auth/callback/credentials", { username: "barbara", password: PASSWORD }),
      expected: everybody(403),
      public: true,
    },
  ],
};

const rows = Object.entries(TABLE).flatMap(([route, list]) =>
  list.map((row, i) => ({ name: `${route} (${i + 1})`, row })),
);

test("every route on disk has a row here, so that nobody adds one without saying who may", () => {
  expect(Object.keys(TABLE).sort()).toEqual(apiRoutes());
});

describe("everybody gets exactly what their place in the room allows", () => {
  test.each(rows)("$name", async ({ row }) => {
    const statuses: number[] = [];
    for (const [i, role] of ROLES.entries()) {
      // A refusal changes nothing, so the refused roles share a room.
      const set = row.changes && (row.expected[i] ?? 0) < 400 ? await roomWithRoles(people) : shared;
      const reply = await row.ask(set.api[role], set, set, role);
      statuses.push(reply.status);
    }
    expect(Object.fromEntries(ROLES.map((role, i) => [role, statuses[i]]))).toEqual(
      Object.fromEntries(ROLES.map((role, i) => [role, row.expected[i]])),
    );
  });
});

describe("mallory cannot tell what she is not in from what is not there", () => {
  test.each(rows.filter(({ row }) => !row.public))("$name", async ({ row }) => {
    const there = await row.ask(shared.stranger.api, shared, shared, "stranger");
    const missing = { roomId: NOTHING, messageId: NOTHING, fileId: NOTHING };
    const notThere = await row.ask(shared.stranger.api, missing, shared, "stranger");
    expect(there.status).toBe(row.expected[ROLES.indexOf("stranger")]);
    expect(there.status).toBe(notThere.status);
    expect(JSON.stringify(there.body)).toBe(JSON.stringify(notThere.body));
    expect(headerNames(there)).toEqual(headerNames(notThere));
  });
});

const headerNames = ({ headers }: Reply): string[] => [...headers.keys()].sort();

test("an administrator who is not in a private room has no more sight of it than mallory", async () => {
  const { owner, admin, stranger } = people;
  const room = await owner.createRoom({ kind: "PRIVATE", name: "Without ada" });
  const message = await owner.send(room, "not for ada");
  expect((await owner.api.get(`/api/chat/messages/${message.id}`)).status).toBe(200);
  for (const place of [`/api/chat/rooms/${room.id}`, `/api/chat/messages/${message.id}`])
    expect(await admin.api.get(place)).toMatchObject({ status: 404, body: (await stranger.api.get(place)).body });
  expect((await admin.rooms("all")).map((one) => one.id)).not.toContain(room.id);
});

test("mallory sees the name of an open room, and nothing that was said in it, before she joins", async () => {
  const { owner, stranger } = people;
  const room = await owner.createRoom({ name: "Open house" });
  const message = await owner.send(room, "said in the open house");
  const seen = await stranger.room(room);
  expect(seen).toMatchObject({ name: "Open house", joined: false, lastMessage: null });
  for (const rest of ["/messages", "/members", "/changes?since=0"])
    expect((await stranger.api.get(`/api/chat/rooms/${room.id}${rest}`)).status, rest).toBe(404);
  expect((await stranger.api.get(`/api/chat/messages/${message.id}`)).status).toBe(404);
  expect((await stranger.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "hi" })).status).toBe(404);
  await stranger.join(room);
  expect((await stranger.fullHistory(room)).map((one) => one.body)).toContain("said in the open house");
});

test("mallory neither reads nor enters the direct chat of two others", async () => {
  const { owner, member, stranger } = people;
  const direct = await owner.directWith(member);
  await owner.send(direct, "just you and me");
  expect((await member.fullHistory(direct)).map((one) => one.body)).toContain("just you and me");
  const nothing = await stranger.api.get(`/api/chat/rooms/${NOTHING}`);
  expect(await stranger.api.get(`/api/chat/rooms/${direct.id}`)).toMatchObject({ status: 404, body: nothing.body });
  expect((await stranger.api.post(`/api/chat/rooms/${direct.id}/members`, {})).status).toBe(404);
  expect((await owner.api.post(`/api/chat/rooms/${direct.id}/members`, { userIds: [stranger.id] })).status).toBe(403);
});

test("radia, who was removed, cannot change or read even her own words there, and can take them back", async () => {
  const { owner, removed } = people;
  const room = await owner.createRoom({ kind: "PRIVATE", name: "Once ours" });
  await owner.add(room, removed);
  const mine = await removed.send(room, "mine");
  expect((await removed.edit(mine, "still mine")).body).toBe("still mine");
  await owner.remove(room, removed);
  const at = `/api/chat/messages/${mine.id}`;
  for (const reply of [removed.api.get(at), removed.api.patch(at, { body: "?" })])
    expect((await reply).status).toBe(404);
  expect(await removed.api.delete(at)).toMatchObject({ status: 200, body: { message: { body: "" } } });
  expect(await removed.api.post(`/api/chat/rooms/${room.id}/members`, {})).toMatchObject({ status: 404 });
});
