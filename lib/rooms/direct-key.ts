import "server-only";
import { createHash } from "node:crypto";

/** The unique key of the direct chat between these people: the same set, in any order, is the same chat. */
export function directKey(userIds: string[]): string {
  return createHash("sha256")
    .update([...new Set(userIds)].sort().join(" "))
    .digest("base64url");
}
