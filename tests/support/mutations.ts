import { roomChannel } from "@/lib/realtime/channels.ts";
import type { RoomWithRoles } from "./roles.ts";

/** What a browser says, as in the example of RFC 8291; the server asks nobody about it. */
export const PUSH_SUBSCRIPTION = {
  endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
  keys: {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  },
};

/** A valid request that a member of the room may send. */
export type Mutation = { path: string; body?: Record<string, unknown> };

/** For each route that changes something, a request that barbara, a member, or ada, an administrator, may send. */
export const MUTATIONS: Record<string, (stage: RoomWithRoles) => Mutation> = {
  "POST /api/chat/rooms": () => ({ path: "/api/chat/rooms", body: { kind: "PRIVATE", name: "Another", topic: "" } }),
  "PATCH /api/chat/rooms/[roomId]": ({ roomId }) => ({ path: `/api/chat/rooms/${roomId}`, body: { topic: "new" } }),
  "DELETE /api/chat/rooms/[roomId]": ({ roomId }) => ({ path: `/api/chat/rooms/${roomId}` }),
  "POST /api/chat/rooms/[roomId]/members": ({ roomId, removed }) => ({
    path: `/api/chat/rooms/${roomId}/members`,
    body: { userIds: [removed.id] },
  }),
  "PATCH /api/chat/rooms/[roomId]/members/[userId]": ({ roomId, target }) => ({
    path: `/api/chat/rooms/${roomId}/members/${target.id}`,
    body: { role: "MODERATOR" },
  }),
  "DELETE /api/chat/rooms/[roomId]/members/[userId]": ({ roomId, target }) => ({
    path: `/api/chat/rooms/${roomId}/members/${target.id}`,
  }),
  "PATCH /api/chat/rooms/[roomId]/members/me/settings": ({ roomId }) => ({
    path: `/api/chat/rooms/${roomId}/members/me/settings`,
    body: { level: "MENTIONS", favouriteOrder: 1 },
  }),
  "POST /api/chat/rooms/[roomId]/messages": ({ roomId }) => ({
    path: `/api/chat/rooms/${roomId}/messages`,
    body: { body: "hello", clientId: crypto.randomUUID(), replyToId: null },
  }),
  "POST /api/chat/rooms/[roomId]/read": ({ roomId }) => ({ path: `/api/chat/rooms/${roomId}/read`, body: { seq: 1 } }),
  "POST /api/chat/rooms/[roomId]/unread": ({ roomId }) => ({
    path: `/api/chat/rooms/${roomId}/unread`,
    body: { seq: 1 },
  }),
  "PUT /api/chat/rooms/[roomId]/draft": ({ roomId }) => ({
    path: `/api/chat/rooms/${roomId}/draft`,
    body: { body: "not yet", replyToId: null, editedAt: new Date().toISOString() },
  }),
  "PATCH /api/chat/messages/[messageId]": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}`,
    body: { body: "changed" },
  }),
  "DELETE /api/chat/messages/[messageId]": ({ messageId }) => ({ path: `/api/chat/messages/${messageId}` }),
  "POST /api/chat/messages/[messageId]/restore": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/restore`,
  }),
  "PUT /api/chat/messages/[messageId]/reactions/[emoji]": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/reactions/${encodeURIComponent("👍")}`,
  }),
  "DELETE /api/chat/messages/[messageId]/reactions/[emoji]": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/reactions/${encodeURIComponent("👍")}`,
  }),
  "PUT /api/chat/messages/[messageId]/pin": ({ messageId }) => ({ path: `/api/chat/messages/${messageId}/pin` }),
  "DELETE /api/chat/messages/[messageId]/pin": ({ messageId }) => ({ path: `/api/chat/messages/${messageId}/pin` }),
  "PUT /api/chat/messages/[messageId]/saved": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/saved`,
    body: { remindAt: new Date(Date.now() + 3_600_000).toISOString() },
  }),
  "DELETE /api/chat/messages/[messageId]/saved": ({ messageId }) => ({ path: `/api/chat/messages/${messageId}/saved` }),
  "POST /api/chat/messages/[messageId]/forward": ({ messageId, roomId }) => ({
    path: `/api/chat/messages/${messageId}/forward`,
    body: { roomId, body: "Look", clientId: crypto.randomUUID() },
  }),
  "PUT /api/chat/messages/[messageId]/thread/follow": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/thread/follow`,
  }),
  "DELETE /api/chat/messages/[messageId]/thread/follow": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/thread/follow`,
  }),
  "POST /api/chat/messages/[messageId]/thread/read": ({ messageId }) => ({
    path: `/api/chat/messages/${messageId}/thread/read`,
    body: { seq: 1 },
  }),
  "POST /api/chat/activity/read": ({ messageId }) => ({
    path: "/api/chat/activity/read",
    body: { messageIds: [messageId] },
  }),
  "PATCH /api/chat/me": () => ({
    path: "/api/chat/me",
    body: {
      displayName: "Somebody",
      statusText: "busy",
      statusEmoji: "🐝",
      statusUntil: "2099-01-01T00:00:00.000Z",
      timeZone: "Europe/Paris",
    },
  }),
  "POST /api/chat/me/password": ({ admin }) => ({
    path: "/api/chat/me/password",
    body: { currentPassword: admin.password, newPassword: "a different long password" },
  }),
  "POST /api/chat/me/confirmation": ({ admin }) => ({
    path: "/api/chat/me/confirmation",
    body: { password: admin.password },
  }),
  "DELETE /api/chat/accounts/[userId]/sessions": () => ({ path: "/api/chat/accounts/0nothing0nothing0000/sessions" }),
  "DELETE /api/chat/sessions": () => ({ path: "/api/chat/sessions" }),
  "DELETE /api/chat/sessions/[sessionId]": () => ({ path: "/api/chat/sessions/0nothing0nothing0000" }),
  "PUT /api/chat/push-subscriptions": () => ({ path: "/api/chat/push-subscriptions", body: PUSH_SUBSCRIPTION }),
  "DELETE /api/chat/push-subscriptions/[subscriptionId]": () => ({
    path: "/api/chat/push-subscriptions/0nothing0nothing0000",
  }),
  "POST /api/chat/push-subscriptions/[subscriptionId]/test": () => ({
    path: "/api/chat/push-subscriptions/0nothing0nothing0000/test",
  }),
  "POST /api/chat/invites": () => ({ path: "/api/chat/invites", body: { expiresInDays: 1, maxUses: 1 } }),
  "POST /api/chat/invites/accept": () => ({ path: "/api/chat/invites/accept", body: { code: "a-guess" } }),
  "DELETE /api/chat/invites/[inviteId]": () => ({ path: "/api/chat/invites/0nothing0nothing0000" }),
  "PATCH /api/chat/accounts/[userId]": ({ target }) => ({
    path: `/api/chat/accounts/${target.id}`,
    body: { role: "MEMBER" },
  }),
  "DELETE /api/chat/accounts/[userId]": () => ({ path: "/api/chat/accounts/0nothing0nothing0000" }),
  "POST /api/chat/accounts/[userId]/reset-link": ({ target }) => ({
    path: `/api/chat/accounts/${target.id}/reset-link`,
  }),
  "PATCH /api/chat/settings/files": () => ({ path: "/api/chat/settings/files", body: { forbiddenTypes: [] } }),
  "PATCH /api/chat/settings/messages": () => ({ path: "/api/chat/settings/messages", body: { editHistory: true } }),
  "PATCH /api/chat/settings/emoji": () => ({ path: "/api/chat/settings/emoji", body: { membersMayAdd: false } }),
  "POST /api/chat/emoji": () => ({
    path: "/api/chat/emoji",
    body: { name: "party_parrot", aliases: [], fileId: "0nothing0nothing0000" },
  }),
  "DELETE /api/chat/emoji/[name]": () => ({ path: "/api/chat/emoji/party_parrot" }),
  "PATCH /api/chat/me/keywords": () => ({ path: "/api/chat/me/keywords", body: { add: ["tea"] } }),
  "POST /api/chat/groups": () => ({
    path: "/api/chat/groups",
    body: { handle: "design", name: "Design", userIds: [] },
  }),
  "PATCH /api/chat/groups/[group]": () => ({ path: "/api/chat/groups/0nothing0nothing0000", body: { name: "Other" } }),
  "DELETE /api/chat/groups/[group]": () => ({ path: "/api/chat/groups/0nothing0nothing0000" }),
  "POST /api/reset": () => ({
    path: "/api/reset",
    body: { code: "x", newPassword: "a different long password" },
  }),
  "POST /api/uploadthing": () => ({
    path: "/api/uploadthing?slug=attachment&actionType=upload",
    body: { files: [{ name: "notes.txt", size: 10 }] },
  }),
  "POST /api/uploads/[key]": () => ({ path: "/api/uploads/unsigned" }),
  "PUT /api/uploads/[key]": () => ({ path: "/api/uploads/unsigned" }),
  "DELETE /api/files/[fileId]": () => ({ path: "/api/files/0nothing0nothing0000" }),
  "POST /api/realtime/auth": ({ roomId }) => ({
    path: "/api/realtime/auth",
    body: { socket_id: "1.1", channel_name: roomChannel(roomId) },
  }),
  "POST /api/realtime/user-auth": () => ({ path: "/api/realtime/user-auth", body: { socket_id: "1.1" } }),
  "POST /api/logout": () => ({ path: "/api/logout" }),
  "POST /api/login": ({ member }) => ({
    path: "/api/login",
    body: { username: member.username, password: member.password },
  }),
  "POST /api/register": () => ({
    path: "/api/register",
    body: { username: "newcomer", password: "a long enough password", displayName: "New", invite: "" },
  }),
  "POST /api/auth/[...nextauth]": ({ member }) => ({
    path: "/api/auth/callback/credentials",
    body: { username: member.username, password: member.password, csrfToken: "x" },
  }),
  "DELETE /api/[...nothing]": () => ({ path: "/api/nowhere" }),
  "PATCH /api/[...nothing]": () => ({ path: "/api/nowhere" }),
  "POST /api/[...nothing]": () => ({ path: "/api/nowhere" }),
  "PUT /api/[...nothing]": () => ({ path: "/api/nowhere" }),
};

export const methodOf = (route: string): string => route.split(" ")[0] ?? "";
