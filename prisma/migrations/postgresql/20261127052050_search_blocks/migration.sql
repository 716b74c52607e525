-- AlterTable
ALTER TABLE "SearchRoom" ADD COLUMN     "sealed" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "SearchBlock" (
    "room" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "postings" BYTEA NOT NULL,

    CONSTRAINT "SearchBlock_pkey" PRIMARY KEY ("room","bucket","block")
);

-- CreateTable
CREATE TABLE "SearchStale" (
    "room" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,

    CONSTRAINT "SearchStale_pkey" PRIMARY KEY ("room","block")
);

-- What is older goes into blocks, and the stretches are gone (decision 050): all messages are indexed anew, in the background.
TRUNCATE "SearchIndex";
UPDATE "SearchRoom" SET "todo" = COALESCE((SELECT "seq" FROM "Room" WHERE "Room"."id" = "SearchRoom"."roomId"), 0);
