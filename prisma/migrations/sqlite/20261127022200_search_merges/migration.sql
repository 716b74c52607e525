-- The upkeep merges two parts of the index already, not only four (lib/db/sqlite/purge-index.ts).
INSERT INTO "SearchIndex" ("SearchIndex", "rank") VALUES ('usermerge', 2);
