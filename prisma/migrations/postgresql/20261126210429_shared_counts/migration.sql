-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "endsAt" BIGINT NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
-- Unlogged: a window lasts minutes, a crash may forget it, and a count costs no write to the log that way. Half of each
-- page is left free, so that a count that goes up stays on its page and the index is not touched.
CREATE UNLOGGED TABLE "RateWindow" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "endsAt" BIGINT NOT NULL,
    "blocks" INTEGER NOT NULL DEFAULT 0,
    "blockedUntil" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "RateWindow_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 50);
