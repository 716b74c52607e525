-- AlterTable
ALTER TABLE "DeletedMessage" ADD COLUMN     "forwarded" TEXT;

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "bytesId" TEXT;

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "forwarded" TEXT;

-- CreateIndex
CREATE INDEX "File_bytesId_idx" ON "File"("bytesId");
