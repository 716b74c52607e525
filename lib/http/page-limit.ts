import "server-only";
import type { NextRequest } from "next/server";
import { findViewerByToken } from "../auth/sessions.ts";
import { decodeSessionCookie, sessionCookieName } from "../auth/token-cookie.ts";
import { AppError } from "../errors.ts";
import { getClientInfo } from "./client-info.ts";
import { enforceLimit } from "./rate-limiter.ts";

/**
 * Counts the request for a page, or a form that it sent, against the limit `request`, by person or by network. Returns
 * the message and the seconds to wait when it is over the limit, else null.
 */
export async function checkPageLimit(request: NextRequest): Promise<{ message: string; seconds: number } | null> {
  const token = await decodeSessionCookie(request.cookies.get(sessionCookieName())?.value);
  const viewer = token ? await findViewerByToken(token) : null;
  try {
    await enforceLimit("request", viewer?.id ?? getClientInfo(request.headers).address);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "rate_limited" || !error.retryAfterSeconds) throw error;
    return { message: error.message, seconds: error.retryAfterSeconds };
  }
}
