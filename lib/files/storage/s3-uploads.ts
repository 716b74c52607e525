import "server-only";
import { getConfig } from "../../config.ts";
import { arrivedKeyOf } from "./s3-keys.ts";
import { ask, presign, SLOW_BYTES } from "./s3-request.ts";

/** A browser must begin to send within this time after it was given a URL. A request that has begun may finish later. */
const BEGIN_SECONDS = 5 * 60;

/** Whether browsers send new files to the store themselves. */
export function takesUploads(): boolean {
  const { home, s3 } = getConfig().files;
  return home === "S3" && s3?.publicEndpoint != null;
}

type Upload = { id: string; type: string; size: number };

/** A request by which a browser sends an upload to the store, and the time until which its bytes may be coming. */
type SignedPut = { url: string; headers: Record<string, string>; until: Date };

/** Signs the request that sends an upload of exactly this size and type, or returns null when browsers send them to us. */
export async function signPut({ id, type, size }: Upload): Promise<SignedPut | null> {
  if (!takesUploads()) return null;
  const [now, seconds] = [new Date(), BEGIN_SECONDS];
  // A browser sets Content-Length itself, to the size of what it sends.
  const signed = { "Content-Type": type, "Content-Length": String(size) };
  const url = await presign({ method: "PUT", key: arrivedKeyOf(id), seconds, now, headers: signed });
  if (!url) return null;
  const until = new Date(now.getTime() + 1000 * (seconds + 60 + size / SLOW_BYTES));
  return { url: url.href, headers: { "Content-Type": type }, until };
}

/** Returns the size of what a browser has sent; null when nothing is there, or the store takes no uploads. */
export async function arrivedSize(id: string): Promise<number | null> {
  if (!takesUploads()) return null;
  const answer = await ask("HEAD", arrivedKeyOf(id));
  return answer && Number(answer.headers.get("content-length"));
}
