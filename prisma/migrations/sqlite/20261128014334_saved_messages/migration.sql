-- CreateTable
CREATE TABLE "SavedMessage" (
    "userId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "savedAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "remindAt" DATETIME,
    "remindedAt" DATETIME,

    PRIMARY KEY ("userId", "messageId"),
    CONSTRAINT "SavedMessage_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SavedMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SavedMessage_messageId_idx" ON "SavedMessage"("messageId");

-- CreateIndex
CREATE INDEX "SavedMessage_remindedAt_remindAt_idx" ON "SavedMessage"("remindedAt", "remindAt");
