-- CreateEnum
CREATE TYPE "RoomMentionAll" AS ENUM ('MEMBERS', 'MODERATORS');

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "mentionAll" "RoomMentionAll" NOT NULL DEFAULT 'MEMBERS';
