import { freePort, startServer } from "./server.ts";

/** Starts the server that all browser tests share, and returns a function that stops it after the last test. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startServer({
    port: await freePort(),
    // Files with this ending are refused before an upload begins.
    env: { UPLOAD_FORBIDDEN_TYPES: "exe" },
  });
  process.env.E2E_URL = server.url;
  process.env.E2E_DATA_DIR = server.dataDir;
  return async () => {
    await server.stop();
  };
}
