-- AlterTable
ALTER TABLE "Membership" ADD COLUMN "level" TEXT NOT NULL DEFAULT 'EVERYTHING';
ALTER TABLE "Membership" ADD COLUMN "mutedUntil" DATETIME;
ALTER TABLE "Membership" ADD COLUMN "favouriteOrder" INTEGER;
