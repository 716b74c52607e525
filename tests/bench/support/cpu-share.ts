import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Where Linux keeps groups of processes with a share of the processors (cgroup v1), which root can make. */
const GROUPS = "/sys/fs/cgroup/cpu";
/** A short period, so that a process stands still for some milliseconds at a time and not for a tenth of a second. */
const PERIOD_US = 10_000;

/** Whether processes can be held to a share of the processors here. */
export const canHoldToShare = (): boolean => process.getuid?.() === 0 && existsSync(`${GROUPS}/cpu.cfs_quota_us`);

/** Lets a process use this share of one processor and no more. Returns a function that removes it when the process has ended. */
export function holdToShare(pid: number, share: number): () => void {
  const group = path.join(GROUPS, `parley-bench-${pid}`);
  mkdirSync(group);
  const set = (name: string, value: number) => writeFileSync(path.join(group, name), String(value));
  set("cpu.cfs_period_us", PERIOD_US);
  set("cpu.cfs_quota_us", PERIOD_US * share);
  set("cgroup.procs", pid);
  return () => rmdirSync(group);
}
