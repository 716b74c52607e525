import { existsSync } from "node:fs";
import path from "node:path";

/** Debian's packages of what tests/scale needs beside what npm has, by their programs. */
const PACKAGES = { nginx: "nginx-light", "redis-server": "redis-server" } as const;
export type Program = keyof typeof PACKAGES;

/** Debian keeps programs of the system where a person's own PATH does not lead. */
const FOLDERS = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];

const locate = (program: Program): string | undefined =>
  FOLDERS.map((folder) => path.join(folder, program)).find((file) => existsSync(file));

/** The path of an installed program. Throws when it is missing. */
export function findProgram(program: Program): string {
  const file = locate(program);
  if (!file) throw new Error(`${program} is not installed (apt-get install ${PACKAGES[program]}).`);
  return file;
}

/** Whether everything is there that tests/scale needs. */
export const hasPrograms = (): boolean => (Object.keys(PACKAGES) as Program[]).every((program) => locate(program));
