import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const ROOTS = {
  code: ["app", "components", "lib", "scripts", "tests", "prisma", "proxy.ts", "server.ts", "instrumentation.ts"],
  docs: ["docs", "README.md"],
};
const ENDINGS = { code: /\.(ts|tsx|mjs|c|prisma)$/, docs: /\.md$/ };

/** The paths of the repository's own source files, or of its documents. */
export function filesIn(kind: keyof typeof ROOTS): string[] {
  return ROOTS[kind].flatMap(under).filter((file) => ENDINGS[kind].test(file));
}

function under(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((name) => !/node_modules|generated/.test(name))
    .map((name) => path.posix.join(place, name));
}
