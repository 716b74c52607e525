-- AlterTable
ALTER TABLE "Membership" ADD COLUMN "addedById" TEXT;
