-- The rows of one bucket stand one after the other in the file, as a search reads them. Prisma does not see the difference.
DROP TABLE "SearchBlock";
CREATE TABLE "SearchBlock" (
    "room" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "postings" BLOB NOT NULL,

    PRIMARY KEY ("room", "bucket", "block")
) WITHOUT ROWID;
DELETE FROM "SearchStale";
UPDATE "SearchRoom" SET "sealed" = 0, "todo" = COALESCE((SELECT "seq" FROM "Room" WHERE "Room"."id" = "SearchRoom"."roomId"), 0);

-- The messages beside the blocks are indexed anew with the others.
INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('delete-all');
DELETE FROM "SearchPending";
