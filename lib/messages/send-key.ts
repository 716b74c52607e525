import { invalidField } from "../errors.ts";
import type { RequestHeaders } from "../http/api-request.ts";
import * as z from "../z.ts";
import { clientIdSchema } from "./schema.ts";

const HEADER = "Idempotency-Key";

/**
 * Returns the key that the header of a send names, for senders whose body has no `clientId`. A proxy sets it, so that it
 * may repeat a send whose server was lost in the middle of it (deploy/nginx.conf.template). Quotes around it are
 * allowed, as the header's draft of a standard writes them. Throws `invalid` for a key that no `clientId` could be.
 */
export function sendKey(headers: RequestHeaders): string | undefined {
  const key = headers.get(HEADER)?.replace(/^"(.*)"$/, "$1");
  if (key === undefined) return undefined;
  const parsed = z.safeParse(clientIdSchema, key);
  if (!parsed.success) throw invalidField(HEADER, `${HEADER} must be 1 to 64 letters, digits, - or _.`);
  return parsed.data;
}
