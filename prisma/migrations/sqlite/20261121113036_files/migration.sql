-- AlterTable
ALTER TABLE "Room" ADD COLUMN "pictureId" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN "pictureId" TEXT;

-- CreateTable
CREATE TABLE "Link" (
    "roomId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "messageId" TEXT NOT NULL,

    PRIMARY KEY ("roomId", "seq"),
    CONSTRAINT "Link_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "File" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT,
    "purpose" TEXT NOT NULL DEFAULT 'ATTACHMENT',
    "state" TEXT NOT NULL DEFAULT 'UPLOADING',
    "home" TEXT NOT NULL,
    "uploadKey" TEXT,
    "storageKey" TEXT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "animated" BOOLEAN NOT NULL DEFAULT false,
    "placeholder" TEXT,
    "alt" TEXT NOT NULL DEFAULT '',
    "durationMs" INTEGER,
    "posterId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "messageId" TEXT,
    "roomId" TEXT,
    "seq" INTEGER,
    "position" INTEGER,
    "isMedia" BOOLEAN NOT NULL DEFAULT false,
    "sentAt" DATETIME,
    CONSTRAINT "File_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- AlterTable
-- Not by a new table, as the tool would: dropping the old one takes every mention with it.
ALTER TABLE "Message" ADD COLUMN "fileCount" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "Link_messageId_key" ON "Link"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "File_uploadKey_key" ON "File"("uploadKey");

-- CreateIndex
CREATE INDEX "File_ownerId_state_idx" ON "File"("ownerId", "state");

-- CreateIndex
CREATE INDEX "File_messageId_idx" ON "File"("messageId");

-- CreateIndex
CREATE INDEX "File_roomId_isMedia_seq_idx" ON "File"("roomId", "isMedia", "seq");

-- CreateIndex
CREATE INDEX "File_state_createdAt_idx" ON "File"("state", "createdAt");

-- The links that were sent before there was a list of them
INSERT INTO "Link" ("roomId", "seq", "messageId")
SELECT "roomId", "seq", "id" FROM "Message"
WHERE "kind" = 'USER' AND "deletedAt" IS NULL AND ("body" LIKE '%http://%' OR "body" LIKE '%https://%');
