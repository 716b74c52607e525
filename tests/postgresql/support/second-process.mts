// A process of its own that runs commands of the domain when it is told to, as a second instance of Parley would.
import "./cheap-hashes.ts";
import * as accounts from "@/lib/accounts/commands.ts";
import * as resets from "@/lib/accounts/resets.ts";
import * as auth from "@/lib/auth/commands.ts";
import * as sessions from "@/lib/auth/sessions.ts";
import { openDoors } from "@/lib/db/doors.ts";
import * as files from "@/lib/files/commands.ts";
import * as forbiddenTypes from "@/lib/files/forbidden-types.ts";
import { enforceLimit } from "@/lib/http/rate-limiter.ts";
import * as invites from "@/lib/invites/commands.ts";
import * as members from "@/lib/members/commands.ts";
import * as marks from "@/lib/members/mark-read.ts";
import * as messages from "@/lib/messages/commands.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";
import * as rooms from "@/lib/rooms/commands.ts";
import * as saved from "@/lib/saved/commands.ts";
import { tellDueReminders } from "@/lib/saved/reminders.ts";
import * as groups from "@/lib/user-groups/commands.ts";
import * as users from "@/lib/users/commands.ts";

const commands = {
  ...accounts,
  ...resets,
  ...auth,
  ...sessions,
  ...files,
  ...forbiddenTypes,
  ...invites,
  ...members,
  ...marks,
  ...messages,
  ...rooms,
  ...saved,
  tellDueReminders,
  ...groups,
  ...users,
  enforceLimit,
};
export type Commands = typeof commands;

export type Order = { id: number; name: keyof Commands; args: unknown[] };
export type Outcome = { id: number; value?: unknown; code?: string; words?: string };

process.on("message", async ({ id, name, args }: Order) => {
  const outcome: Outcome = { id };
  try {
    outcome.value = await (commands[name] as (...args: unknown[]) => unknown)(...args);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    Object.assign(outcome, { code: code ?? "unforeseen", words: message });
  }
  process.send?.(outcome);
});
process.once("disconnect", () => process.exit(0));

setLongLived();
await openDoors();
process.send?.({ id: 0 } satisfies Outcome);
