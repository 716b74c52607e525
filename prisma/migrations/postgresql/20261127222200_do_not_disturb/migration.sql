-- AlterTable
ALTER TABLE "User" ADD COLUMN     "doNotDisturbUntil" TIMESTAMP(3);
