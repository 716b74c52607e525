-- AlterTable
ALTER TABLE "Message" ADD COLUMN "restorableUntil" DATETIME;

-- CreateTable
CREATE TABLE "DeletedMessage" (
    "messageId" TEXT NOT NULL PRIMARY KEY,
    "body" TEXT NOT NULL,
    "fileCount" INTEGER NOT NULL,
    "keptUntil" DATETIME NOT NULL,
    CONSTRAINT "DeletedMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "DeletedMessage_keptUntil_idx" ON "DeletedMessage"("keptUntil");
