import { chmodSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { isMainThread } from "node:worker_threads";

/**
 * The names of what Parley makes in DATA_DIR: the database with its log and index, copies of it, the secrets, the
 * files.
 */
const OURS = /^(secrets\.json|files|.+\.db(-wal|-shm|-journal)?)$/;
const OTHERS = 0o077;

/** Makes every file that this process creates from now on readable by its owner only, whichever code creates it. */
export function restrictUmask(): void {
  // A worker thread shares the umask of its process, and cannot set it.
  if (isMainThread) process.umask(OTHERS);
}

/**
 * Removes other users' access to what an earlier version, a restore or an umask of 022 has left readable in `folder`.
 * Files of another owner stay as they are, because their permissions cannot be changed.
 */
export function restrictFolder(folder: string): void {
  for (const name of list(folder)) if (OURS.test(name)) removeOthersAccess(path.join(folder, name));
}

/** Removes other users' access to one file or folder and everything in it. */
export function removeOthersAccess(place: string): void {
  try {
    const seen = statSync(place);
    if ((seen.mode & OTHERS) === 0) return;
    // Inner files come first: when the outer folder is closed everything is, and the next start need not check again.
    if (seen.isDirectory()) for (const name of list(place)) removeOthersAccess(path.join(place, name));
    chmodSync(place, seen.mode & 0o700);
  } catch {
    // The file was removed meanwhile, or belongs to another user.
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
