import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { OutboxEntry } from "../messages/outbox/ports.ts";
import type { KeptFile } from "../uploads/browser/upload.ts";

export interface BrowserStores extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { viewerId: string } };
  /** What is attached to drafts and to unsent messages; `owner` says to which. */
  files: { key: string; value: KeptFile; indexes: { owner: string } };
  /**
   * Their bytes, by the file's id: apart, because the rest changes while the file is on its way. A private window of
   * WebKit keeps no blob, but bytes.
   */
  blobs: { key: string; value: Blob | ArrayBuffer };
}
type BrowserDatabase = IDBPDatabase<BrowserStores>;
type Name = "outbox" | "files" | "blobs";
type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<BrowserStores, Name[], Mode>;

/** Longer than any transaction takes in a browser that works; a message waits for so long at most until it is sent. */
const LIMIT_MS = 4000;
/** A transaction that was given up should have ended by then. */
const ABORT_LIMIT_MS = 1500;

let database: Promise<BrowserDatabase | null> | undefined;

/**
 * Runs `work` in one transaction and resolves to what it returns, once that is kept. Throws where there is no store,
 * when the browser refuses, and when it has not come to an end within the limit. A store whose transactions do not even
 * end when they are aborted is left alone from then on: what is written lives as long as its tab.
 */
export async function transact<T, Mode extends "readonly" | "readwrite">(
  names: Name[],
  mode: Mode,
  work: (tx: Transaction<Mode>) => Promise<T>,
  limitMs = LIMIT_MS,
): Promise<T> {
  const db = await openBrowserDatabase();
  if (!db) throw new Error("This browser keeps nothing.");
  const tx = db.transaction(names, mode) as unknown as Transaction<Mode>;
  const ended = tx.done.catch(() => undefined);
  try {
    // In an order of its own, so that what fails first is what is told, and no rejection is left without a listener.
    const [result] = await within(limitMs, Promise.all([work(tx), tx.done]));
    return result;
  } catch (error) {
    abort(tx);
    await within(ABORT_LIMIT_MS, ended).catch(() => leave(db));
    throw error;
  }
}

function abort(tx: Transaction<"readonly" | "readwrite">): void {
  try {
    tx.abort();
  } catch {
    // It has ended.
  }
}

function leave(db: BrowserDatabase): void {
  database = Promise.resolve(null);
  db.close();
}

/** Throws when it takes longer. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The browser's store does not answer.")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Null where there is none (some private windows), or it does not answer. */
function openBrowserDatabase(): Promise<BrowserDatabase | null> {
  database ??= new Promise((resolve) => {
    const opened = openDB<BrowserStores>("parley", 2, {
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
    const inTime = within(LIMIT_MS, opened);
    inTime.then(resolve, () => resolve(null));
    // Later than never: it is used from then on.
    inTime.catch(() => opened.then((db) => (database = Promise.resolve(db))).catch(() => undefined));
  });
  return database;
}
