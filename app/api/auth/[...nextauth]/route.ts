import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { isCallbackUrl, refuseMalformedCookie } from "@/lib/auth/callback-url";
import { authOptions } from "@/lib/auth/options";
import { cookieToken } from "@/lib/auth/viewer";
import type { ClientInfo } from "@/lib/auth/viewer-type";
import { nextRoute } from "@/lib/http/route";

const CALLBACK = "callbackUrl";
const callbackUrl = z.string().refine(isCallbackUrl, "That is no address to come back to.").optional();
/** next-auth's `_log` action is left out, because strangers could write into our log by it. */
const params = z.object({ nextauth: z.array(z.string()).refine(([action]) => action !== "_log") });
const query = z.object({ [CALLBACK]: callbackUrl });
/** The fields of next-auth's pages and client are names and short texts. */
const body = z.record(z.string().max(100), z.string().max(4000)).and(z.object({ [CALLBACK]: callbackUrl }));

export const GET = nextRoute({ signedIn: false, params, query }, ({ request, params, origin }) =>
  ask(request, params, origin),
);

/** next-auth checks its CSRF token itself, but would accept a body of any size and fail on broken JSON. */
export const POST = nextRoute(
  { signedIn: false, browser: true, form: true, params, query, body },
  ({ request, params, body, origin }) => {
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    headers.set("content-type", "application/json");
    const checked = new NextRequest(request.url, { method: "POST", headers, body: JSON.stringify(body) });
    return ask(checked, params, origin);
  },
);

async function ask(request: NextRequest, params: { nextauth: string[] }, origin: ClientInfo): Promise<Response> {
  const odd = refuseMalformedCookie(request.headers);
  if (odd) return odd;
  const replaces = await cookieToken(request);
  const response: Response = await NextAuth(
    request,
    { params: Promise.resolve(params) },
    authOptions({ ...origin, replaces }),
  );
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}
