-- AlterTable
ALTER TABLE "File" ADD COLUMN     "putUntil" TIMESTAMP(3),
ADD COLUMN     "stills" TEXT;

-- CreateIndex
CREATE INDEX "File_putUntil_idx" ON "File"("putUntil");
