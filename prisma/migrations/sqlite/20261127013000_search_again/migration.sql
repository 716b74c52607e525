-- Terms are made otherwise (lib/search/fold): all messages are indexed anew, in the background.
INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('delete-all');
DELETE FROM "SearchPending";
UPDATE "SearchRoom" SET "todo" = COALESCE((SELECT "seq" FROM "Room" WHERE "Room"."id" = "SearchRoom"."roomId"), 0);
