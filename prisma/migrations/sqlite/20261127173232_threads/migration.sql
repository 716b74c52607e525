-- AlterTable
ALTER TABLE "Message" ADD COLUMN "rootId" TEXT;
ALTER TABLE "Message" ADD COLUMN "inRoom" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Message" ADD COLUMN "threadSummary" TEXT;

-- AlterTable
ALTER TABLE "Room" ADD COLUMN "threads" TEXT NOT NULL DEFAULT 'OFF';

-- CreateTable
CREATE TABLE "ThreadFollow" (
    "userId" TEXT NOT NULL,
    "rootId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "following" BOOLEAN NOT NULL DEFAULT true,
    "lastReadSeq" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("userId", "rootId"),
    CONSTRAINT "ThreadFollow_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ThreadFollow_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ThreadDraft" (
    "userId" TEXT NOT NULL,
    "rootId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "replyToId" TEXT,
    "editedAt" DATETIME NOT NULL,

    PRIMARY KEY ("userId", "rootId"),
    CONSTRAINT "ThreadDraft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ThreadDraft_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ThreadFollow_rootId_idx" ON "ThreadFollow"("rootId");

-- CreateIndex
CREATE INDEX "ThreadFollow_userId_roomId_idx" ON "ThreadFollow"("userId", "roomId");

-- CreateIndex
CREATE INDEX "ThreadDraft_rootId_idx" ON "ThreadDraft"("rootId");

-- CreateIndex
CREATE INDEX "Message_roomId_inRoom_seq_idx" ON "Message"("roomId", "inRoom", "seq");

-- CreateIndex
CREATE INDEX "Message_rootId_seq_idx" ON "Message"("rootId", "seq");
