import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { getConfig } from "@/lib/config";
import { requestOrigin } from "@/lib/http/route";
import { isSameOrigin } from "@/lib/http/same-origin";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions(requestOrigin(request.headers)));
}

export { handle as GET };

/** next-auth asks for its csrf token besides; the origin is checked as everywhere. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isSameOrigin(request.headers, getConfig().appUrl, true)) return new Response(null, { status: 403 });
  return handle(request, context);
}
