// People for tests of commands that run in process, without a server.
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { registerUser } from "@/lib/users/commands.ts";

export const ORIGIN = { address: "test", userAgent: "test", kind: "TOKEN" } as const;

/** The time for registering people, which is long because other test files may keep the machine busy. */
export const START_MS = 60_000;

export type RegisteredViewer = Viewer & { token: string; password: string };

export async function signUp(username: string): Promise<RegisteredViewer> {
  // Parley generates the password, so the list of common passwords need not be loaded.
  const { user, session, generatedPassword = "" } = await registerUser({ username }, ORIGIN);
  return { ...user, sessionId: session.id, token: session.token, password: generatedPassword };
}

/** The code of the error that a command throws. */
export async function refusal(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => "done",
    (error) => error.code ?? String(error),
  );
}
