// npm run admin: does from a shell on the server what administrators do at Settings -> People, for the day when none of
// them can log in. It works beside a running server, which follows within seconds.
import { parseArgs } from "node:util";
import { changeAccount, deleteAccount } from "../lib/accounts/commands.ts";
import { deleteAccountData } from "../lib/accounts/delete-account-data.ts";
import { listAccounts } from "../lib/accounts/queries.ts";
import { createResetLink } from "../lib/accounts/resets.ts";
import { RESET_HOURS } from "../lib/accounts/schema.ts";
import { getConfig } from "../lib/config.ts";
import { loadDialect } from "../lib/db/dialect.ts";
import { db, openDoors } from "../lib/db/doors.ts";
import { withoutPassword } from "../lib/db/without-password.ts";
import { AppError } from "../lib/errors.ts";
import { setLongLived } from "../lib/process/long-lived.ts";
import { foldName } from "../lib/text.ts";

const USAGE = `npm run admin -- COMMAND

  list [WORDS]        everybody whose name contains the words
  reset NAME          a link by which NAME sets a new password
  make-admin NAME     NAME becomes an administrator
  unmake-admin NAME   NAME becomes a member again
  disable NAME        NAME is logged out and cannot log in; what they wrote stays
  enable NAME         NAME can log in again
  delete NAME --yes   the account of NAME goes for good; its messages stay, without a name

NAME is a username.`;

/** The command was used wrongly. The message is shown without a stack. */
class Refusal extends Error {}

async function main(): Promise<void> {
  setLongLived();
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { yes: { type: "boolean" } } });
  const [command, ...rest] = positionals;
  const name = rest.join(" ");
  const act = COMMANDS[command ?? ""];
  if (!act) throw new Refusal(USAGE);
  const { databaseUrl } = getConfig();
  if (!(await (await loadDialect(databaseUrl)).exists(databaseUrl)))
    throw new Refusal(`There is no database ${withoutPassword(databaseUrl)}: DATA_DIR or DATABASE_URL names it.`);
  await openDoors();
  // The doors are not closed here, because the process ends by itself once its work, such as removing files, is done.
  console.log(await act(name, values.yes === true));
}

type Command = (name: string, isSure: boolean) => Promise<string>;

const COMMANDS: Record<string, Command> = {
  list: async (words) => list(words),
  reset: async (name) => {
    const { url } = await createResetLink("shell", await idOf(name), appOrigin());
    return `${url}\n\nWhoever opens it sets a new password for ${name}, once, within ${RESET_HOURS} hours. All their sessions end then.`;
  },
  "make-admin": async (name) => {
    await changeAccount("shell", await idOf(name), { role: "ADMIN" });
    return `${name} is an administrator now.`;
  },
  "unmake-admin": async (name) => {
    await changeAccount("shell", await idOf(name), { role: "MEMBER" });
    return `${name} is a member now.`;
  },
  disable: async (name) => {
    await changeAccount("shell", await idOf(name), { disabled: true });
    return `${name} is logged out and cannot log in.`;
  },
  enable: async (name) => {
    await changeAccount("shell", await idOf(name), { disabled: false });
    return `${name} can log in again.`;
  },
  delete: async (name, isSure) => {
    const userId = await idOf(name);
    if (!isSure) throw new Refusal(`The account of ${name} cannot be brought back. To delete it, add --yes.`);
    await deleteAccount("shell", userId);
    await deleteAccountData(userId);
    return `The account of ${name} is deleted.`;
  },
};

const PAGE = 100;

async function list(words: string): Promise<string> {
  const lines: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { accounts, hasMore } = await listAccounts("shell", { q: words, offset, limit: PAGE });
    for (const { user, disabled, lastSeenAt } of accounts) {
      const marks = [user.role === "ADMIN" && "administrator", disabled && "disabled"].filter(Boolean).join(", ");
      const seen = lastSeenAt ? `seen ${lastSeenAt.slice(0, 16).replace("T", " ")} UTC` : "not seen yet";
      lines.push([user.username, user.displayName, seen, marks].filter(Boolean).join("  ·  "));
    }
    if (!hasMore) return lines.join("\n") || "Nobody is called that.";
  }
}

async function idOf(name: string): Promise<string> {
  if (!name) throw new Refusal(`Say whose account it is about.\n\n${USAGE}`);
  const person = await db().user.findUnique({
    where: { usernameKey: foldName(name.replace(/^@/, "")), deletedAt: null },
    select: { id: true },
  });
  if (!person) throw new Refusal(`There is nobody of the username ${name}. npm run admin -- list shows who is there.`);
  return person.id;
}

/** Without APP_URL a shell does not know the address by which others reach the server. */
function appOrigin(): string {
  const { appUrl, port } = getConfig();
  return appUrl?.origin ?? `http://localhost:${port}`;
}

main().catch((error) => {
  const isPlain = error instanceof Refusal || error instanceof AppError || error?.code?.startsWith?.("ERR_PARSE_ARGS");
  console.error(isPlain ? error.message : error);
  process.exitCode = 1;
});
