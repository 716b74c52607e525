import "server-only";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { type UploadSlug, uploadInputSchema } from "../../files/schema.ts";
import { readBody, readText } from "../../http/body.ts";
import { parse } from "../../http/parse.ts";
import { enforceLimit } from "../../http/rate-limit.ts";
import { ownOrigin } from "../../http/same-origin.ts";
import { beginUploads, handleHook } from "./router.ts";

type Query = { slug: UploadSlug; actionType?: "upload" };

/**
 * What comes to /api/uploadthing: a person who is about to upload, or a call of UploadThing's servers, which nobody has
 * to be signed in for and which uploadthing's handler believes by its signature only. Throws as `beginUploads`.
 */
export async function answerUploadthing(viewer: Viewer | null, query: Query, request: Request): Promise<unknown> {
  const { appUrl } = getConfig();
  const own = ownOrigin(request.headers);
  const callback = appUrl?.origin ?? own;
  if (query.actionType === undefined) return handleHook(await readText(request), query.slug, request.headers, callback);
  if (!viewer) throw new AppError("unauthorized", "Log in first.");
  enforceLimit("upload", viewer.id);
  const input = parse(uploadInputSchema, await readBody(request, false));
  // A page's own address is the one that its browser can reach, whatever stands between.
  return beginUploads(viewer, query.slug, input, { browser: request.headers.get("origin") ?? callback, callback });
}
