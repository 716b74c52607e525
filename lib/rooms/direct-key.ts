import "server-only";
import { createHash } from "node:crypto";

/** Returns the unique key of the direct chat between these people, whatever their order. */
export function directKey(userIds: string[]): string {
  return createHash("sha256")
    .update([...new Set(userIds)].sort().join(" "))
    .digest("base64url");
}
