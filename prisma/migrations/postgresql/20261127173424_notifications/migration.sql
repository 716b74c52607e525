-- CreateTable
CREATE TABLE "Notification" (
    "userId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "rootId" TEXT,
    "seq" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "actorId" TEXT,
    "emoji" TEXT,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("userId","messageId")
);

-- CreateIndex
CREATE INDEX "Notification_userId_createdAt_idx" ON "Notification"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Notification_messageId_idx" ON "Notification"("messageId");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
