-- The room of a message is a term of it, too (decision 050): all messages are indexed anew, in the background.
INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('delete-all');
DELETE FROM "SearchPending";
UPDATE "SearchRoom" SET "todo" = COALESCE((SELECT "seq" FROM "Room" WHERE "Room"."id" = "SearchRoom"."roomId"), 0);
