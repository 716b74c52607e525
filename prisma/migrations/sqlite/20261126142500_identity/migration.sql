-- AlterTable
ALTER TABLE "Session" ADD COLUMN "confirmedAt" DATETIME;

-- AlterTable
ALTER TABLE "User" ADD COLUMN "chosenName" TEXT;
ALTER TABLE "User" ADD COLUMN "nameKey" TEXT;
ALTER TABLE "User" ADD COLUMN "usernameSkeleton" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "User_usernameSkeleton_key" ON "User"("usernameSkeleton");

-- CreateIndex
CREATE INDEX "User_nameKey_idx" ON "User"("nameKey");
