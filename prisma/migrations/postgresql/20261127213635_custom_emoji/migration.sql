-- CreateTable
CREATE TABLE "CustomEmoji" (
    "name" TEXT NOT NULL,
    "aliasOf" TEXT,
    "fileId" TEXT NOT NULL,
    "animated" BOOLEAN NOT NULL,
    "addedById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "CustomEmoji_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "CustomEmoji_fileId_idx" ON "CustomEmoji"("fileId");
