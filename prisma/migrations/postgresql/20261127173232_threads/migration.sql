-- CreateEnum
CREATE TYPE "RoomThreads" AS ENUM ('OFF', 'ON', 'REQUIRED');

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "inRoom" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "rootId" TEXT,
ADD COLUMN     "threadSummary" TEXT;

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "threads" "RoomThreads" NOT NULL DEFAULT 'OFF';

-- CreateTable
CREATE TABLE "ThreadFollow" (
    "userId" TEXT NOT NULL,
    "rootId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "following" BOOLEAN NOT NULL DEFAULT true,
    "lastReadSeq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ThreadFollow_pkey" PRIMARY KEY ("userId","rootId")
);

-- CreateTable
CREATE TABLE "ThreadDraft" (
    "userId" TEXT NOT NULL,
    "rootId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "replyToId" TEXT,
    "editedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ThreadDraft_pkey" PRIMARY KEY ("userId","rootId")
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

-- AddForeignKey
ALTER TABLE "ThreadFollow" ADD CONSTRAINT "ThreadFollow_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadFollow" ADD CONSTRAINT "ThreadFollow_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadDraft" ADD CONSTRAINT "ThreadDraft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadDraft" ADD CONSTRAINT "ThreadDraft_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
