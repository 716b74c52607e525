-- AlterEnum
ALTER TYPE "FileState" ADD VALUE 'HELD';

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "restorableUntil" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "DeletedMessage" (
    "messageId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "fileCount" INTEGER NOT NULL,
    "keptUntil" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeletedMessage_pkey" PRIMARY KEY ("messageId")
);

-- CreateIndex
CREATE INDEX "DeletedMessage_keptUntil_idx" ON "DeletedMessage"("keptUntil");

-- AddForeignKey
ALTER TABLE "DeletedMessage" ADD CONSTRAINT "DeletedMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
