import "server-only";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import type { Tx } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { formatMegabytes } from "./limits.ts";

/**
 * The files that count against a person's quota. One that was given up counts for as long as its bytes may still come to
 * the store past us (`putUntil`), so that nobody stores without limit by giving up what they send.
 */
export const countedFiles = (ownerId: string): Prisma.FileWhereInput => ({
  ownerId,
  OR: [{ state: { not: "GONE" } }, { putUntil: { gt: new Date() } }],
});

/** Throws `too_large` when the viewer's files, including those of rows that were just added, exceed their quota. */
export async function requireQuota(tx: Tx, viewer: Viewer): Promise<void> {
  const { quota } = getConfig().files;
  const used = await tx.file.aggregate({ where: countedFiles(viewer.id), _sum: { size: true }, _count: true });
  const limit = `${formatMegabytes(quota.personBytes)} in ${quota.personFiles.toLocaleString("en")} files`;
  if ((used._sum.size ?? 0) > quota.personBytes || used._count > quota.personFiles)
    throw new AppError("too_large", `Your files would take more than the ${limit} that everybody has.`);
}

/** Each file counts once, however often it was forwarded: until its bytes go, the row that they came with stays. */
export const storedFiles = { bytesId: null } as const;

/** Throws when all files with rows, and `more` bytes in addition, exceed the server's quota. */
export async function requireTotalQuota({ file }: Pick<Tx, "file">, more: number): Promise<void> {
  const { _sum } = await file.aggregate({ where: storedFiles, _sum: { size: true } });
  if ((_sum.size ?? 0) + more > getConfig().files.quota.totalBytes)
    throw new AppError("too_large", "There is no room left on this server. Ask an administrator.");
}
