import { unreachable } from "../../browser/api.ts";
import { StaleUploadUrl } from "./sending.ts";

/** Returns the error for a status by which the server refuses an upload URL or its bytes, or null for any other status. */
export function refusalOf(status: number): Error | null {
  if ([403, 404, 410].includes(status)) return new StaleUploadUrl();
  // With 409, the server has another number of bytes than this browser assumed; the next attempt asks again.
  return status === 409 ? unreachable() : null;
}
