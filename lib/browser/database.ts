import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { OutboxEntry } from "../messages/outbox/ports.ts";
import type { KeptFile } from "../uploads/browser/upload.ts";
import { within } from "../within.ts";

export interface BrowserStores extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { viewerId: string } };
  /** The files of drafts and unsent messages; `owner` says to which they belong. */
  files: { key: string; value: KeptFile; indexes: { owner: string } };
  /**
   * The bytes of the files, by the file's id. They are separate, because the rest changes during the upload. A private
   * window of WebKit stores no blobs, but ArrayBuffers.
   */
  blobs: { key: string; value: Blob | ArrayBuffer };
}
type BrowserDatabase = IDBPDatabase<BrowserStores>;
type Name = "outbox" | "files" | "blobs";
type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<BrowserStores, Name[], Mode>;

/** Longer than any transaction takes in a working browser; a message waits at most this long before it is sent. */
const TRANSACTION_LIMIT_MS = 4000;
/** An aborted transaction should have ended within this time. */
const ABORT_LIMIT_MS = 1500;
const NO_ANSWER = "The browser's store does not answer.";

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
  limitMs = TRANSACTION_LIMIT_MS,
): Promise<T> {
  const db = await openBrowserDatabase();
  if (!db) throw new Error("This browser keeps nothing.");
  const tx = db.transaction(names, mode) as unknown as Transaction<Mode>;
  const ended = tx.done.catch(() => undefined);
  try {
    // In an order of its own, so that what fails first is what is told, and no rejection is left without a listener.
    const [result] = await within(limitMs, Promise.all([work(tx), tx.done]), NO_ANSWER);
    return result;
  } catch (error) {
    abort(tx);
    await within(ABORT_LIMIT_MS, ended, NO_ANSWER).catch(() => leave(db));
    throw error;
  }
}

function abort(tx: Transaction<"readonly" | "readwrite">): void {
  try {
    tx.abort();
  } catch {
    // The transaction has already ended.
  }
}

function leave(db: BrowserDatabase): void {
  database = Promise.resolve(null);
  db.close();
}

/** Resolves to null when there is no database (some private windows), or it does not answer. */
function openBrowserDatabase(): Promise<BrowserDatabase | null> {
  database ??= new Promise((resolve) => {
    const opened = openDB<BrowserStores>("parley", 2, {
      upgrade: (db, from) => {
        if (from < 1) db.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("viewerId", "viewerId");
        db.createObjectStore("files", { keyPath: "id" }).createIndex("owner", "owner");
        db.createObjectStore("blobs");
      },
      // A tab with an older Parley has it open; what is written now lives as long as this tab.
      blocked: () => resolve(null),
      // Another tab needs it closed to open a newer version.
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
      // The browser closed it, for example because site data were cleared; the next call opens it again.
      terminated: () => {
        database = undefined;
      },
    });
    const inTime = within(TRANSACTION_LIMIT_MS, opened, NO_ANSWER);
    inTime.then(resolve, () => resolve(null));
    // When it opens after the limit, it is used from then on.
    inTime.catch(() => opened.then((db) => (database = Promise.resolve(db))).catch(() => undefined));
  });
  return database;
}
