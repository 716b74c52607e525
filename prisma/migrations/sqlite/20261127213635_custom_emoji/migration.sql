-- CreateTable
CREATE TABLE "CustomEmoji" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "aliasOf" TEXT,
    "fileId" TEXT NOT NULL,
    "animated" BOOLEAN NOT NULL,
    "addedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME
);

-- CreateIndex
CREATE INDEX "CustomEmoji_fileId_idx" ON "CustomEmoji"("fileId");
