import "server-only";
import { listAdministratorNames } from "../accounts/administrator.ts";
import { getRegistrationState } from "../users/queries.ts";
import { findInvitePreview, type InvitePreview } from "./queries.ts";

/** Three names are enough for somebody who needs help. */
const NAMED_MAX = 3;
const CODE_MAX = 100;

type Registration = Awaited<ReturnType<typeof getRegistrationState>>;

/** Reads all that the log-in page shows a stranger. */
export async function readLogIn(): Promise<Registration & { administrators: string[] }> {
  const state = await getRegistrationState();
  // Where registration is open, everybody can see the administrators anyway; elsewhere strangers are told no names.
  return { ...state, administrators: state.mode === "open" ? await listAdministratorNames(NAMED_MAX) : [] };
}

/** Returns the code of the invitation that the query of an address names; "" for none. */
export function invitationCode(value: unknown): string {
  return String(value ?? "").slice(0, CODE_MAX);
}

/**
 * Reads all that the page of registration shows a stranger. `isInvited` says that the invitation counts, which is null where there
 * is none with this code.
 */
export async function readRegistration(
  code: string,
): Promise<Registration & { isInvited: boolean; invitation: InvitePreview | null }> {
  const state = await getRegistrationState();
  const isInvited = code !== "" && !state.firstPerson && state.mode !== "closed";
  return { ...state, isInvited, invitation: isInvited ? await findInvitePreview(code) : null };
}

/** Reads, as one string, all that a page for strangers shows of the database; null for every other page. */
export async function readEntrance(path: string, query: URLSearchParams): Promise<string | null> {
  if (path === "/login") return JSON.stringify(await readLogIn());
  if (path === "/register") return JSON.stringify(await readRegistration(invitationCode(query.getAll("invite"))));
  return null;
}
