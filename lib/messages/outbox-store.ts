import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OutboxEntry } from "./outbox.ts";

/** Where entries outlive the tab. Shared by all tabs of this browser. */
export type OutboxStore = {
  /** Resolves to whether the entry is kept: there may be no room, or no store. */
  put: (entry: OutboxEntry) => Promise<boolean>;
  remove: (clientId: string) => Promise<void>;
  has: (clientId: string) => Promise<boolean>;
};

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { viewerId: string } };
}

let database: Promise<IDBPDatabase<Schema> | null> | undefined;

/** The browser's own database; null where there is none (a private window): then a message lives as long as its tab. */
function open(): Promise<IDBPDatabase<Schema> | null> {
  database ??= openDB<Schema>("parley", 1, {
    upgrade: (db) => db.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("viewerId", "viewerId"),
    // The browser ended it, as when site data are cleared: open it anew with the next message.
    terminated: () => {
      database = undefined;
    },
  }).catch(() => null);
  return database;
}

/** Keeps unsent messages over reloads, closed tabs and restarts of the browser. */
export const outboxStore: OutboxStore = {
  put: async (entry) => {
    try {
      return (await (await open())?.put("outbox", entry)) !== undefined;
    } catch {
      // The disk is full: better sent and not kept than not sent.
      return false;
    }
  },
  remove: async (clientId) => {
    await (await open())?.delete("outbox", clientId).catch(() => undefined);
  },
  has: async (clientId) => {
    const db = await open();
    if (!db) return true;
    return (await db.getKey("outbox", clientId).catch(() => clientId)) !== undefined;
  },
};

/** The unsent messages of one person, oldest first. Nobody else's are ever read. */
export async function loadOutbox(viewerId: string): Promise<OutboxEntry[]> {
  const db = await open();
  const entries = (await db?.getAllFromIndex("outbox", "viewerId", viewerId)) ?? [];
  return entries.sort((a, b) => a.queuedAt - b.queuedAt);
}
