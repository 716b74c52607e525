import { templateDatabase } from "./template-database.ts";

/** Makes the template database once, before all test files, which then only copy it. */
export default async function setup(): Promise<void> {
  await templateDatabase();
}
