-- CreateIndex
CREATE INDEX "File_roomId_isMedia_ownerId_seq_idx" ON "File"("roomId", "isMedia", "ownerId", "seq");
