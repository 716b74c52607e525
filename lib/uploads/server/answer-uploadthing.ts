import "server-only";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { type UploadSlug, uploadInputSchema } from "../../files/schema.ts";
import type { ApiRequest } from "../../http/api-request.ts";
import { readBody, readText } from "../../http/body.ts";
import { parse } from "../../http/parse.ts";
import { enforceLimit } from "../../http/rate-limiter.ts";
import { ownOrigin } from "../../http/same-origin.ts";
import { beginUploads, handleHook } from "./router.ts";

type Query = { slug: UploadSlug; actionType?: "upload" };

/**
 * Answers a request to /api/uploadthing: from a person who begins an upload, or from UploadThing's servers. The latter
 * have no session; uploadthing's handler checks their signature. Throws as `beginUploads`.
 */
export async function answerUploadthing(viewer: Viewer | null, query: Query, request: ApiRequest): Promise<unknown> {
  const { appUrl } = getConfig();
  const own = ownOrigin(request.headers);
  const callback = appUrl?.origin ?? own;
  if (query.actionType === undefined) return handleHook(await readText(request), query.slug, request.headers, callback);
  if (!viewer) throw new AppError("unauthorized", "Log in first.");
  await enforceLimit("upload", viewer.id);
  const input = parse(uploadInputSchema, await readBody(request, false));
  // The Origin header is the address at which the browser reaches this server, whatever proxies are between.
  return beginUploads(viewer, query.slug, input, { browser: request.headers.get("origin") ?? callback, callback });
}
