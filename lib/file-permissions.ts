import { chmodSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { isMainThread } from "node:worker_threads";

/** What we make in DATA_DIR: the database with its log and its index, copies of it, the secrets, the files. */
const OURS = /^(secrets\.json|files|.+\.db(-wal|-shm|-journal)?)$/;
const OTHERS = 0o077;

/** Whatever this process makes from now on is for its owner only, whoever wrote the code that makes it. */
export function restrictUmask(): void {
  // A worker thread has its process's, and cannot set it.
  if (isMainThread) process.umask(OTHERS);
}

/**
 * Takes from others what an earlier version, a restore or an umask of 022 has left readable in `folder`. What belongs to
 * somebody else stays as it is: who may not change it cannot be made to.
 */
export function restrictFolder(folder: string): void {
  for (const name of list(folder)) if (OURS.test(name)) removeOthersAccess(path.join(folder, name));
}

/** The same for one file or folder and all that is in it. */
export function removeOthersAccess(place: string): void {
  try {
    const seen = statSync(place);
    if ((seen.mode & OTHERS) === 0) return;
    // From the inside out: once the outer folder is closed, nobody gets to the rest, and the next start need not look.
    if (seen.isDirectory()) for (const name of list(place)) removeOthersAccess(path.join(place, name));
    chmodSync(place, seen.mode & 0o700);
  } catch {
    // Gone meanwhile, or another's.
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
