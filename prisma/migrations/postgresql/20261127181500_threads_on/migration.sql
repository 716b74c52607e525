-- Threads are on where their owners have not decided otherwise: the screens have them now.
UPDATE "Room" SET "threads" = 'ON';
