import { templateDatabase } from "./template-database.ts";

/** Once before all test files: later they only copy. */
export default async function setup(): Promise<void> {
  await templateDatabase();
}
