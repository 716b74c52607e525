-- AlterTable
ALTER TABLE "User" ADD COLUMN     "statusEmoji" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "statusUntil" TIMESTAMP(3),
ADD COLUMN     "timeZone" TEXT;
