/** PostgreSQL 15, as `server_version_num` writes it. */
const VERSION_MIN = 150_000;

export const VERSION_QUERY = "SHOW server_version_num";

/** Throws a sentence for the operator unless the answer to VERSION_QUERY is that of a version that Parley works with. */
export function requireVersion(rows: readonly { server_version_num?: string }[]): void {
  const version = Number(rows[0]?.server_version_num);
  if (!(version >= VERSION_MIN))
    throw new Error(`it is PostgreSQL ${Math.floor(version / 10_000)}, and 15 is the oldest`);
}
