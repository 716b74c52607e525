import { type Config, ConfigError } from "../config.ts";
import { log } from "../log.ts";
import { migrate } from "./migrate.ts";
import { withoutPassword } from "./without-password.ts";

/** Creates or migrates the database before Next starts. Throws ConfigError when the file cannot be used. */
export async function prepareDatabase({ migrationUrl }: Config): Promise<void> {
  try {
    const applied = await migrate(migrationUrl);
    if (applied.length > 0) log.info("The database was brought up to date.", { applied });
  } catch (error) {
    // Where a name has several addresses, Node's error has a code and no message.
    const { message, code } = error as { message?: string; code?: string };
    const reason = message || code || String(error);
    throw new ConfigError(
      `The setting DATABASE_URL cannot be used: the database ${withoutPassword(migrationUrl)} cannot be made or brought up to date (${reason}).`,
    );
  }
}
