-- CreateTable
CREATE TABLE "SearchRoom" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roomId" TEXT NOT NULL,
    "todo" INTEGER NOT NULL DEFAULT 0
);

-- CreateIndex
CREATE UNIQUE INDEX "SearchRoom_roomId_key" ON "SearchRoom"("roomId");

-- The index of search (docs/decisions/050). Prisma does not know it: see `externalTables` in lib/db/dialect.ts.
CREATE VIRTUAL TABLE "SearchIndex" USING fts5("terms", content='', contentless_delete=1, detail=none, tokenize='ascii');

-- What was sent a moment ago, until it is taken over into the index: a commit of FTS5 costs as much as several sends.
CREATE TABLE "SearchPending" ("key" INTEGER NOT NULL PRIMARY KEY, "terms" TEXT NOT NULL);

-- What was written before is indexed in the background.
INSERT INTO "SearchRoom" ("roomId", "todo") SELECT "id", "seq" FROM "Room" WHERE "seq" > 0;
