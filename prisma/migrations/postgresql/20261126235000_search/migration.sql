-- CreateTable
CREATE TABLE "SearchRoom" (
    "number" SERIAL NOT NULL,
    "roomId" TEXT NOT NULL,
    "todo" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SearchRoom_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE UNIQUE INDEX "SearchRoom_roomId_key" ON "SearchRoom"("roomId");

-- The index of search (docs/decisions/050). Prisma does not know it: see `externalTables` in lib/db/dialect.ts.
CREATE TABLE "SearchIndex" ("key" BIGINT NOT NULL PRIMARY KEY, "terms" INTEGER[] NOT NULL);

-- The list of what is not sorted in yet is read by each search, and sorted in by the send that fills it: it is kept short.
CREATE INDEX "SearchIndex_terms_idx" ON "SearchIndex" USING GIN ("terms") WITH (gin_pending_list_limit = 512);

-- What was written before is indexed in the background.
INSERT INTO "SearchRoom" ("roomId", "todo") SELECT "id", "seq" FROM "Room" WHERE "seq" > 0;
