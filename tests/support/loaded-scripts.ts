// Records the scripts that a page loads, in bytes as they are transferred.
import type { Page, Request } from "@playwright/test";

export type Script = { file: string; bytes: number; encoding: string };

/** Records every script that `page` loads from now on; `list` waits for those that are loading. */
export function watchScripts(page: Page): { list: () => Promise<Script[]> } {
  const finished: Promise<Script>[] = [];
  page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.endsWith(".js")) finished.push(measure(request));
  });
  return { list: async () => (await Promise.all(finished)).toSorted((a, b) => b.bytes - a.bytes) };
}

async function measure(request: Request): Promise<Script> {
  const [sizes, response] = [await request.sizes(), await request.response()];
  return {
    file: new URL(request.url()).pathname.replace("/_next/static/chunks/", ""),
    bytes: sizes.responseBodySize,
    encoding: response?.headers()["content-encoding"] ?? "none",
  };
}

export const totalBytes = (scripts: Script[]): number => scripts.reduce((sum, script) => sum + script.bytes, 0);

/** One line for each script, for a test's failure message. */
export const scriptTable = (scripts: Script[]): string =>
  scripts.map(({ bytes, encoding, file }) => `${String(bytes).padStart(8)} ${encoding.padEnd(5)} ${file}`).join("\n");
