// People in process, for tests of commands that need no server.
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { registerUser } from "@/lib/users/commands.ts";

export const ORIGIN = { address: "test", userAgent: "test", kind: "TOKEN" } as const;

/** The machine may be busy with other files of tests. */
export const START_MS = 60_000;

export type RegisteredViewer = Viewer & { token: string; password: string };

export async function signUp(username: string): Promise<RegisteredViewer> {
  // Parley makes the password: there is no list of common ones to load.
  const { user, session, generatedPassword = "" } = await registerUser({ username }, ORIGIN);
  return { ...user, sessionId: session.id, token: session.token, password: generatedPassword };
}

/** What was refused, as its code. */
export async function refusal(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => "done",
    (error) => error.code ?? String(error),
  );
}
