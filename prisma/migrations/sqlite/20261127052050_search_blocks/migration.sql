-- CreateTable
CREATE TABLE "SearchBlock" (
    "room" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "postings" BLOB NOT NULL,

    PRIMARY KEY ("room", "bucket", "block")
);

-- CreateTable
CREATE TABLE "SearchStale" (
    "room" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,

    PRIMARY KEY ("room", "block")
);

-- AlterTable
ALTER TABLE "SearchRoom" ADD COLUMN "sealed" INTEGER NOT NULL DEFAULT 0;

-- What is older goes into blocks (decision 050): all messages are indexed anew, in the background.
INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('delete-all');
DELETE FROM "SearchPending";
UPDATE "SearchRoom" SET "todo" = COALESCE((SELECT "seq" FROM "Room" WHERE "Room"."id" = "SearchRoom"."roomId"), 0);
