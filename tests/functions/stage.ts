import { inject } from "vitest";
import { type Host, startHost } from "../support/functions/host.ts";
import { settingsOf } from "../support/functions/settings.ts";

export { CRON_SECRET } from "../support/functions/settings.ts";

/** All settings of functions, with a database and a store of their own. */
export async function settingsOfFunctions(): Promise<Record<string, string>> {
  return settingsOf({ template: inject("template"), soketi: inject("soketi") });
}

/** A host with an empty database of its own. */
export async function startFunctions(env: Record<string, string> = {}): Promise<Host> {
  return startHost(inject("deployed"), { ...(await settingsOfFunctions()), ...env });
}
