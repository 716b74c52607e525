-- AlterTable
ALTER TABLE "File" ADD COLUMN "putUntil" DATETIME;
ALTER TABLE "File" ADD COLUMN "stills" TEXT;

-- CreateIndex
CREATE INDEX "File_putUntil_idx" ON "File"("putUntil");
