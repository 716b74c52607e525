import { AppError } from "../errors.ts";
import type { ApiRequest } from "./api-request.ts";

/** Enough for a message of 8,000 characters, each of them escaped, and for the other fields. */
const BODY_BYTES_MAX = 256 * 1024;

const FORM = "application/x-www-form-urlencoded";

type WithBody = Pick<ApiRequest, "headers" | "body" | "readUpTo">;

/**
 * Returns the JSON of a request's body, or `{}` when there is none. With `allowForm` it also accepts an HTML form.
 * Throws `unsupported_type` for anything else, `too_large` as soon as too many bytes have come, whatever Content-Length
 * says, and `bad_request` for malformed JSON.
 */
export async function readBody(request: WithBody, allowForm: boolean): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const bytes = await readBytes(request);
  if (bytes.length === 0 && type === undefined) return {};
  if (allowForm && type === FORM) return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
  if (type !== "application/json")
    throw new AppError("unsupported_type", "Send JSON, with Content-Type: application/json.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("bad_request", "The body is not valid JSON.");
  }
}

/** Returns the unparsed text of a request's body, over which a signature can be checked. Throws `too_large`. */
export async function readText(request: WithBody): Promise<string> {
  return new TextDecoder().decode(await readBytes(request));
}

/** Returns the bytes of a request's body. Throws `too_large` as soon as too many have come. */
export async function readBytes(request: WithBody): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) throw tooLarge();
  if (request.readUpTo) {
    const bytes = await request.readUpTo(BODY_BYTES_MAX).catch(notAll);
    if (!bytes) throw tooLarge();
    return bytes;
  }
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(notAll);
    if (done) return Buffer.concat(chunks);
    size += value.length;
    if (size > BODY_BYTES_MAX) {
      // It is not waited for: what is left of a copied body ends only when the other copy is given up as well.
      void reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
}

/** Its code is that of a lost connection, also to the database, which has nothing to do with it. */
function notAll(): never {
  throw new AppError("bad_request", "The connection ended before the body had come.");
}

function tooLarge(): AppError {
  return new AppError("too_large", `The body can have at most ${BODY_BYTES_MAX / 1024} KiB.`);
}
