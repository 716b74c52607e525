-- CreateEnum
CREATE TYPE "RoomLevel" AS ENUM ('EVERYTHING', 'MENTIONS', 'NOTHING');

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "favouriteOrder" INTEGER,
ADD COLUMN     "level" "RoomLevel" NOT NULL DEFAULT 'EVERYTHING',
ADD COLUMN     "mutedUntil" TIMESTAMP(3);
