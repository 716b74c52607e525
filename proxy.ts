import { type NextRequest, NextResponse } from "next/server";
import { type FilesConfig, getConfig } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { isActionBody } from "@/lib/http/action-body";
import { contentSecurityPolicy, createNonce, POLICY_HEADER } from "@/lib/http/content-security-policy";
import { withHsts } from "@/lib/http/hsts";
import { checkPageLimit } from "@/lib/http/page-limit";
import { isSameOrigin, ownOrigin } from "@/lib/http/same-origin";
import { isPageFoundInVain, isPageInVain, isWholePage, toAway, unavailablePage } from "@/lib/http/unavailable-page";

/** Runs before every page: sets its Content-Security-Policy with a new nonce, and refuses forms from other sites. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const reply = await answer(request).catch((error) => {
    if (error instanceof AppError && error.code === "too_large") return refuse(413, error.message);
    throw error;
  });
  return withHsts(reply);
}

async function answer(request: NextRequest): Promise<NextResponse> {
  const { appUrl, production, realtime, files } = getConfig();
  const limit = isPageInVain(request) ? "away" : await checkPageLimit(request).catch(toAway);
  // Only what is within its limit asks the database.
  if (limit === "away" || (limit === null && (await isPageFoundInVain(request)))) {
    // Steps inside of an open page and its forms pass: it has words of its own for that, and what was typed stays.
    if (isWholePage(request)) return refuse(503, ...unavailablePage(request));
  } else if (limit !== null) return refuse(429, limit.message, { "Retry-After": String(limit.seconds) });
  // A page's form, or a server action with or without JavaScript, is accepted only with our own Origin
  // (docs/security.md C3).
  if (request.method !== "GET" && request.method !== "HEAD" && !isSameOrigin(request.headers, appUrl, true))
    return refuse(403, "This form was not sent from Parley's own pages.");
  if (request.method === "POST" && !(await isActionBody(request)))
    return refuse(400, "That is not a form of Parley's.");

  const external = realtime.transport === "external" ? realtime : null;
  const policy = contentSecurityPolicy({
    nonce: createNonce(),
    realtimeOrigin: external && `${external.publicTls ? "wss" : "ws"}://${external.publicHost}:${external.publicPort}`,
    ownSocketOrigin: (appUrl?.origin ?? ownOrigin(request.headers)).replace(/^http/, "ws"),
    files: fileOrigins(files),
    development: !production,
  });
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from the request's policy. The log-in page needs the path to return to.
  headers.set(POLICY_HEADER, policy);
  headers.set("x-parley-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set(POLICY_HEADER, policy);
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

/** Answers with a sentence, or a page that needs only what `allowed` says, instead of a page. */
function refuse(status: number, sentence: string, more: Record<string, string> = {}, allowed = ""): NextResponse {
  const policy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
  return new NextResponse(sentence, {
    status,
    headers: {
      "Content-Security-Policy": [policy, allowed].filter(Boolean).join("; "),
      "Cache-Control": "private, no-store",
      ...more,
    },
  });
}

/**
 * The addresses of UploadThing as uploadthing builds them; its regions are subdomains. Files stored at earlier homes
 * are read from there. Browsers send to and read from an S3-compatible store when the settings say that they reach it.
 */
function fileOrigins({ home, uploadthing, s3 }: FilesConfig) {
  const store = s3?.publicEndpoint ? [s3.publicEndpoint.origin] : [];
  return {
    reading: [...(uploadthing ? [`https://${uploadthing.appId}.ufs.sh`] : []), ...store],
    sending: home === "UPLOADTHING" ? ["https://*.ingest.uploadthing.com"] : store,
  };
}

/**
 * The proxy runs for everything but the API and static files, and for every address to which a form is posted, because
 * Next runs a server action at any address that is no route. Below /api/ a route answers every address.
 */
export const config = {
  matcher: [
    "/((?!api/|_next/static/|icons/|emoji/|push-worker.js$|icon.svg$|apple-icon.png$|manifest.webmanifest$|favicon.ico$).*)",
    { source: "/((?!api/).*)", has: [{ type: "header", key: "content-type" }] },
    { source: "/((?!api/).*)", has: [{ type: "header", key: "next-action" }] },
  ],
};
