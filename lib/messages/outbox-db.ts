import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { KeptFile } from "../uploads/client-file.ts";
import type { OutboxEntry } from "./outbox-world.ts";

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { viewerId: string } };
  /** What is attached to drafts and to unsent messages; `owner` says to which. */
  files: { key: string; value: KeptFile; indexes: { owner: string } };
  /** Their bytes, by the file's id: apart, because the rest changes while the file is on its way. */
  blobs: { key: string; value: Blob };
}
export type BrowserDatabase = IDBPDatabase<Schema>;

let database: Promise<BrowserDatabase | null> | undefined;

/** The browser's own database; null where there is none (a private window): then a message lives as long as its tab. */
export function openBrowserDatabase(): Promise<BrowserDatabase | null> {
  database ??= new Promise((resolve) => {
    const opened = openDB<Schema>("parley", 2, {
      upgrade: (db, from) => {
        if (from < 1) db.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("viewerId", "viewerId");
        db.createObjectStore("files", { keyPath: "id" }).createIndex("owner", "owner");
        db.createObjectStore("blobs");
      },
      // A tab with an older Parley holds it: what is written now lives as long as this tab.
      blocked: () => resolve(null),
      // Another tab brings a newer Parley.
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
      // The browser ended it, as when site data are cleared: open it anew with the next message.
      terminated: () => {
        database = undefined;
      },
    });
    opened.then(resolve, () => resolve(null));
  });
  return database;
}

/** The owner of what is attached to the text that a person is writing in a room. */
export const draftOwner = (viewerId: string, roomId: string): string => `draft ${viewerId} ${roomId}`;
/** The owner of what belongs to an unsent message. */
export const messageOwner = (clientId: string): string => `message ${clientId}`;

/** Whether this browser keeps files of that owner. */
export async function hasFiles(owner: string): Promise<boolean> {
  const db = await openBrowserDatabase();
  return ((await db?.countFromIndex("files", "owner", owner).catch(() => 0)) ?? 0) > 0;
}
