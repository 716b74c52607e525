"use server";

import { redirect } from "next/navigation";
import { safeNextPath } from "@/components/auth/next-path";
import { resetPassword } from "@/lib/accounts/resets";
import { resetInputSchema } from "@/lib/accounts/schema";
import { logIn, logOut } from "@/lib/auth/commands";
import { clearSessionCookie, setSessionCookie } from "@/lib/auth/cookies";
import { cookieToken, getViewer } from "@/lib/auth/viewer";
import type { ClientInfo } from "@/lib/auth/viewer-type";
import { type FormState, formAction, requireOwnPage, viewerFormAction } from "@/lib/http/action";
import { enforceLimit } from "@/lib/http/rate-limiter";
import { acceptInvite } from "@/lib/invites/commands";
import { acceptInviteInputSchema } from "@/lib/invites/schema";
import { registerUser } from "@/lib/users/commands";
import { loginInputSchema, registerInputSchema } from "@/lib/users/credentials-schema";
import * as z from "@/lib/z";

const next = z.optional(z.string().check(z.maxLength(2000)));

const browser = async (origin: ClientInfo) => ({ ...origin, kind: "BROWSER", replaces: await cookieToken() }) as const;

const logInByForm = formAction(z.extend(loginInputSchema, { next }), async (input, origin) => {
  const { user, session } = await logIn(input, await browser(origin));
  await setSessionCookie({ userId: user.id, token: session.token });
  redirect(safeNextPath(input.next));
});

const registerByForm = formAction(z.extend(registerInputSchema, { next }), async (input, origin) => {
  await enforceLimit("registrationPerAddress", origin.address);
  const { user, session, generatedPassword } = await registerUser(input, await browser(origin));
  await setSessionCookie({ userId: user.id, token: session.token });
  if (!generatedPassword) redirect(safeNextPath(input.next));
  const message = user.role === "ADMIN" ? "You are the first one here, so you are the administrator." : undefined;
  return { generatedPassword, message, done: true };
});

const resetByForm = formAction(resetInputSchema, async (input, origin) => {
  await enforceLimit("passwordChange", origin.address);
  await resetPassword(input, origin);
  redirect("/login?reset=done");
});

const acceptInviteByForm = viewerFormAction(
  z.extend(acceptInviteInputSchema, { next }),
  "room",
  async (viewer, input) => {
    const [room] = await acceptInvite(viewer, input);
    redirect(room ? `/rooms/${room.id}` : safeNextPath(input.next));
  },
);

export async function logInAction(previous: FormState, formData: FormData): Promise<FormState> {
  return logInByForm(previous, formData);
}

export async function registerAction(previous: FormState, formData: FormData): Promise<FormState> {
  return registerByForm(previous, formData);
}

export async function resetAction(previous: FormState, formData: FormData): Promise<FormState> {
  return resetByForm(previous, formData);
}

export async function acceptInviteAction(previous: FormState, formData: FormData): Promise<FormState> {
  return acceptInviteByForm(previous, formData);
}

export async function logOutAction(): Promise<void> {
  await requireOwnPage();
  const viewer = await getViewer();
  // The session may already be gone, revoked on another device in the meantime.
  if (viewer) await logOut(viewer).catch(() => undefined);
  await clearSessionCookie();
  redirect("/login");
}
