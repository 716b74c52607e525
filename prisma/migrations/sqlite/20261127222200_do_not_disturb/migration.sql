-- AlterTable
ALTER TABLE "User" ADD COLUMN "doNotDisturbUntil" DATETIME;
