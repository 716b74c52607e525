import { singleton } from "../singleton.ts";

const told = () => singleton("process.long-lived", () => ({ isLongLived: false }));

/**
 * Called first by every program of ours that runs until its work is done: server.ts, scripts and tests. A process in
 * which nobody has called it is a function: its host starts and freezes it as it likes, and it has no disk.
 */
export function setLongLived(lasts = true): void {
  told().isLongLived = lasts;
}

/** Whether one of our own programs runs this process. */
export function isLongLived(): boolean {
  return told().isLongLived;
}
