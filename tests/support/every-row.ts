// Rows of every table, with the values that a move between two engines could spoil.

import type { Tx } from "@/lib/db/doors.ts";
import { isMoved } from "@/lib/db/move/plan-move.ts";
import { Prisma, type PrismaClient } from "../../prisma/generated/client.ts";

const at = (text: string) => new Date(text);
/** What quoting, arrays, encodings and null could be mistaken for. */
export const ODD_TEXTS = [
  "",
  " ",
  "null",
  "NULL",
  "\\N",
  '{a,"b\\\\",NULL}',
  "it's ; -- $1 ? %s",
  "line\nline\r\n\ttab",
  "東京 👩‍👩‍👧‍👦 é é مرحبا ß",
  "\u0001\u007f\ufffd\u2028",
  "x".repeat(8_000),
];
const ODD_DATES = [
  "1969-12-31T23:59:59.999Z",
  "2026-03-29T01:30:00.001Z",
  "2026-11-26T12:00:00.100Z",
  "9999-12-31T23:59:59.999Z",
];

/** Writes at least one row into each table. A table of a later day has to be added here: a test says so. */
export async function writeEveryRow(tx: Tx): Promise<void> {
  const [early, summer, late, end] = ODD_DATES.map(at) as [Date, Date, Date, Date];
  const key = (name: string) => ({ username: name, usernameKey: name, displayName: name, passwordHash: "hash" });
  await tx.user.createMany({
    data: [
      {
        id: "ada",
        ...key("ada"),
        usernameSkeleton: "ada",
        isFounder: true,
        role: "ADMIN",
        createdAt: early,
        lastSeenAt: end,
      },
      {
        id: "grace",
        ...key("grace"),
        chosenName: "",
        nameKey: "null",
        statusText: "👋 it's",
        statusEmoji: "🌴",
        statusUntil: late,
        doNotDisturbUntil: end,
        timeZone: "Europe/London",
        isFounder: null,
        endedAt: late,
      },
      { id: "linus", ...key("linus"), disabledAt: summer, deletedAt: late, pictureId: "picture" },
    ],
  });
  const session = { userId: "ada", createdAt: early, lastSeenAt: late, expiresAt: end };
  await tx.session.createMany({
    data: [
      {
        id: "browser",
        ...session,
        kind: "BROWSER",
        tokenHash: "hash 1",
        userAgent: 'Moz"illa\\',
        address: "::1",
        confirmedAt: late,
      },
      { id: "token", ...session, kind: "TOKEN", tokenHash: "hash 2" },
    ],
  });
  const push = { userId: "ada", p256dh: "p", auth: "a", origin: "https://chat.example.org" };
  await tx.pushSubscription.createMany({
    data: [
      { id: "push", ...push, sessionId: "browser", endpoint: "https://push.example.org/1" },
      {
        ...{ id: "failing", ...push, sessionId: "token", endpoint: "https://push.example.org/2", hidesContent: true },
        ...{ createdAt: early, lastDeliveryAt: late, lastError: "it's 503", failures: 2_147_483_647 },
      },
    ],
  });
  await tx.resetLink.create({ data: { userId: "grace", codeHash: "hash", createdAt: summer, expiresAt: end } });
  await tx.invite.create({
    data: {
      id: "invite",
      code: "code",
      createdById: "ada",
      expiresAt: end,
      maxUses: 2_147_483_647,
      uses: 3,
      revokedAt: late,
    },
  });
  await tx.room.update({ where: { id: "general" }, data: { topic: "Changed since the migration", rev: 7 } });
  await tx.room.createMany({
    data: [
      { id: "open", kind: "OPEN", name: "Ö", openNameKey: "ö", archivedAt: late, seq: 2_147_483_647, createdAt: early },
      {
        id: "private",
        kind: "PRIVATE",
        isDefault: true,
        pictureId: "picture",
        threads: "REQUIRED",
        mentionAll: "MODERATORS",
      },
      { id: "direct", kind: "DIRECT", directKey: "key" },
    ],
  });
  await tx.membership.createMany({
    data: [
      { roomId: "direct", userId: "ada", role: "OWNER", lastReadSeq: 5, joinedAt: summer },
      { roomId: "direct", userId: "grace", role: "MODERATOR", addedById: "gone", level: "NOTHING", mutedUntil: end },
      { roomId: "general", userId: "linus", level: "MENTIONS", favouriteOrder: -2_000_000_000 },
    ],
  });
  const message = { roomId: "direct", authorId: "ada", createdAt: summer };
  await tx.message.createMany({
    data: ODD_TEXTS.map((body, n) => ({
      ...message,
      id: `text-${n}`,
      seq: n,
      rev: n,
      clientId: `client-${n}`,
      body,
      editedAt: n ? late : null,
    })),
  });
  await tx.message.createMany({
    data: [
      {
        ...message,
        id: "notice",
        seq: 100,
        rev: 100,
        kind: "SYSTEM",
        body: "",
        system: '{"type":"joined","n":[1,"\\u0000"]}',
        clientId: null,
      },
      {
        ...message,
        id: "tombstone",
        seq: 101,
        rev: 105,
        body: "",
        deletedAt: late,
        restorableUntil: end,
        replyToId: "text-1",
        fileCount: 2,
        rootId: "reacted",
        inRoom: false,
        forwarded: '{"body":"it\'s","messageId":"gone"}',
      },
      {
        ...message,
        id: "reacted",
        seq: 102,
        rev: 106,
        body: "",
        isPinned: true,
        reactionSummary: '{"reactions":[{"emoji":"👍🏽"}]}',
        threadSummary: '{"replyCount":1,"lastReplyAt":"2026-01-01T00:00:00.000Z","authorIds":["ada"]}',
      },
    ],
  });
  await tx.deletedMessage.create({
    data: { messageId: "tombstone", body: ODD_TEXTS[8] ?? "", forwarded: '{"body":""}', fileCount: 2, keptUntil: end },
  });
  await tx.messageVersion.createMany({
    data: ODD_TEXTS.map((body, rev) => ({ messageId: "text-1", rev, body, writtenAt: early })),
  });
  await tx.mention.create({ data: { userId: "grace", roomId: "direct", seq: 1, messageId: "text-1" } });
  await tx.notification.createMany({
    data: [
      { userId: "grace", messageId: "text-1", cause: "MENTION", roomId: "direct", seq: 1, createdAt: early },
      {
        ...{ userId: "ada", messageId: "text-1", cause: "REACTION", roomId: "direct", rootId: "gone", seq: 1 },
        ...{ createdAt: end, actorId: "gone", emoji: "👩‍👩‍👧‍👦", doneAt: late },
      },
    ],
  });
  await tx.savedMessage.createMany({
    data: [
      { userId: "grace", messageId: "text-1", savedAt: early, remindAt: end },
      { userId: "ada", messageId: "text-1", savedAt: summer, doneAt: late, remindAt: early, remindedAt: summer },
    ],
  });
  await tx.reaction.createMany({
    data: [
      { messageId: "text-1", userId: "grace", emoji: "👩‍👩‍👧‍👦", rev: 7 },
      { messageId: "text-1", userId: "ada", emoji: "❤️", rev: 2_147_483_647 },
    ],
  });
  await tx.customEmoji.createMany({
    data: [
      { name: "party", fileId: "picture", animated: true, addedById: "gone", createdAt: early },
      {
        ...{ name: "parrot", aliasOf: "party", fileId: "picture", animated: false, addedById: "ada" },
        ...{ createdAt: summer, removedAt: end },
      },
    ],
  });
  await tx.userGroup.create({
    data: { id: "g", handle: "Ünö", handleKey: "ünö", handleSkeleton: "uno", name: ODD_TEXTS[8] ?? "", createdAt: end },
  });
  await tx.userGroupMember.create({ data: { groupId: "g", userId: "ada" } });
  await tx.keywords.create({ data: { userId: "ada", words: JSON.stringify([ODD_TEXTS[8]]), version: 2_147_483_647 } });
  await tx.link.create({ data: { roomId: "direct", seq: 1, messageId: "text-1" } });
  await tx.pin.create({
    data: { roomId: "direct", seq: 1, messageId: "text-1", pinnedById: "linus", pinnedAt: late },
  });
  const file = { home: "DISK", kind: "DOCUMENT", name: 'Überblick "1".pdf', type: "application/pdf", size: 0 } as const;
  await tx.file.createMany({
    data: [
      { id: "uploading", ...file, ownerId: "ada", createdAt: early },
      {
        id: "picture",
        ...file,
        ownerId: null,
        purpose: "PICTURE",
        state: "READY",
        home: "S3",
        kind: "IMAGE",
        width: 1,
        height: 2,
        animated: true,
        uploadKey: "a/b",
      },
      {
        id: "sent",
        stills: "[320]",
        putUntil: late,
        ...file,
        state: "GONE",
        home: "UPLOADTHING",
        kind: "VIDEO",
        size: 2_097_152_000,
        durationMs: 61_001,
        posterId: "picture",
        messageId: "text-1",
        roomId: "direct",
        seq: 1,
        position: 0,
        isMedia: true,
        sentAt: summer,
        alt: "it's",
        placeholder: "data:,",
        storageKey: "k",
        bytesId: "picture",
      },
    ],
  });
  await tx.draft.create({
    data: { userId: "grace", roomId: "direct", body: "half a sen", replyToId: "text-1", editedAt: late },
  });
  const ofThread = { rootId: "reacted", roomId: "direct" };
  await tx.threadDraft.create({
    data: { userId: "grace", ...ofThread, body: "half a rep", replyToId: "tombstone", editedAt: late },
  });
  await tx.threadFollow.createMany({
    data: [
      { userId: "ada", ...ofThread, lastReadSeq: 2_147_483_647 },
      { userId: "grace", ...ofThread, following: false },
    ],
  });
  await tx.setting.create({ data: { key: "forbiddenTypes", value: '["exe"]' } });
}

type Finder = { findMany(): Promise<unknown[]> };

/** All rows that are moved, by table, as Prisma reads them, in an order that is the same on both engines. */
export async function readEveryRow(reader: PrismaClient): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const name of Object.keys(Prisma.ModelName).filter((model) => isMoved({ name: model }))) {
    const model = Reflect.get(reader, name[0]?.toLowerCase() + name.slice(1)) as Finder;
    tables[name] = (await model.findMany()).map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}
