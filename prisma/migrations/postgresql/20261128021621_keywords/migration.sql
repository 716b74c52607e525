-- CreateTable
CREATE TABLE "Keywords" (
    "userId" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "Keywords_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Keywords_version_key" ON "Keywords"("version");

-- AddForeignKey
ALTER TABLE "Keywords" ADD CONSTRAINT "Keywords_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
