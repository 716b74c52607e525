-- CreateTable
CREATE TABLE "Keywords" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "words" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "Keywords_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Keywords_version_key" ON "Keywords"("version");
