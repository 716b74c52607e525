import { freePort, startServer } from "./server.ts";

/** Starts the one server that all browser tests share; what it returns stops it after the last test. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startServer({
    port: await freePort(),
    // What a test attaches to be refused before a byte.
    env: { UPLOAD_FORBIDDEN_TYPES: "exe" },
  });
  process.env.E2E_URL = server.url;
  return async () => {
    await server.stop();
  };
}
