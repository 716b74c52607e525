-- CreateTable
CREATE TABLE "Notification" (
    "userId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "rootId" TEXT,
    "seq" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "actorId" TEXT,
    "emoji" TEXT,
    "doneAt" DATETIME,

    PRIMARY KEY ("userId", "messageId"),
    CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Notification_userId_createdAt_idx" ON "Notification"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Notification_messageId_idx" ON "Notification"("messageId");
