// `next build` and `next dev` read this file. The built server does not: lib/process/built-config.ts hands Next what
// the build has made of it (docs/decisions/040-the-built-configuration.md).
import { join } from "node:path";
import type { NextConfig } from "next";
import { NoSecondCopies } from "./scripts/steps/no-second-copies.ts";

const NOT_IN_FUNCTIONS = [
  "node_modules/better-sqlite3/**",
  "node_modules/@prisma/adapter-better-sqlite3/**",
  "node_modules/bindings/**",
  "node_modules/@prisma/client/runtime/*.{cockroachdb,mysql,sqlite,sqlserver}.*",
];

/** The part of webpack's chunk that is read here. A chunk is a part of the program that becomes a file. */
type Chunk = { name?: string | null };

/** These headers are on every reply. Pages get their Content-Security-Policy, which contains a nonce, from proxy.ts. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(self), geolocation=(), payment=(), usb=()" },
];

/** A JSON reply or a file runs nothing when it is opened directly. */
const API_POLICY = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/**
 * proxy.ts does not see requests below the folders of static files, but a missing file there is answered with a page.
 * That page may be shown and run nothing; the files themselves do not need more.
 */
const STATIC_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const STATIC_FOLDERS = ["/_next/static", "/icons", "/emoji"];

/** The entries of pages as webpack names them: of every page, of a room's page, and of the pages before the log-in. */
const EVERY = /^app\/(layout|error|global-error|not-found)$/;
const ROOM = /^app\/\(chat\)\/(layout|rooms\/)/;
const LOGIN = /^app\/\(auth\)\/login\/page$/;
const SIGNED_OUT = /^app\/\(auth\)\//;

/** The file for the code that these parts share. With undefined webpack makes one for each set of parts. */
function sharedFile(_module: unknown, chunks: Chunk[]): string | undefined {
  const names = chunks.map(({ name }) => name ?? "");
  const isIn = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (names.every((name) => ROOM.test(name))) return "chat";
  return isIn(EVERY) || (isIn(LOGIN) && isIn(ROOM)) ? "root" : undefined;
}

/** The modules that menus and dialogs are made of. */
const UI =
  /[\\/]components[\\/]ui[\\/]|[\\/]node_modules[\\/](@radix-ui|@floating-ui|react-remove-scroll|lucide-react)[\\/]/;

/** The file for the code that on-demand parts share. Only the chunks of on-demand parts have no name. */
function laterFile(_module: unknown, chunks: Chunk[]): string | undefined {
  return chunks.filter(({ name }) => !name).length > 1 ? "later" : undefined;
}

/** Files of Next that are larger than what a browser uses of them, and what it loads instead (docs/decisions/013). */
const LIGHTER: Record<string, string | false> = {
  "next/dist/lib/constants.js": "lib/browser/next/constants.ts",
  "next/dist/compiled/process/browser.js": "lib/browser/next/process.ts",
  // For browsers that are older than all of `OLDEST_BROWSERS`.
  "next/dist/build/polyfills/polyfill-module.js": false,
};

const config: NextConfig = {
  poweredByHeader: false,
  // We make the sizes of pictures ourselves, and Next's optimizer would write any address that a stranger asks for into
  // its log.
  images: { unoptimized: true },
  reactStrictMode: true,
  // Packages with native or WebAssembly code stay outside of the bundle.
  serverExternalPackages: [
    "better-sqlite3",
    "@prisma/adapter-better-sqlite3",
    "pg",
    "@prisma/adapter-pg",
    "@node-rs/argon2",
    "sharp",
  ],
  // Functions use PostgreSQL. What only SQLite or another engine needs would be a part of each function.
  outputFileTracingExcludes: { "**": NOT_IN_FUNCTIONS },
  allowedDevOrigins: ["*"],
  // A person who opens a page while the connection is away waits for it. Without this, Next leaves for the browser's
  // own error page, and unsent text is lost.
  experimental: { useOffline: true },
  webpack: (webpack, { isServer, dev, dir }) => {
    const { splitChunks } = webpack.optimization;
    if (isServer || dev || !splitChunks) return webpack;
    for (const [file, lighter] of Object.entries(LIGHTER))
      webpack.resolve.alias[join(dir, "node_modules", file)] = lighter && join(dir, lighter);
    // Code that several parts of a page share becomes a file of its own from this size on, in bytes before minifying.
    // Next's own 20,000 would put a copy of our buttons into each part.
    splitChunks.minSize = 3000;
    // Code that the log-in page or a room needs in any case is in one file for each, or in one for both, because over
    // HTTP/1.1 seventeen small files would wait for one another.
    splitChunks.cacheGroups.shared = {
      chunks: ({ name }: Chunk) => [EVERY, ROOM, SIGNED_OUT].some((pattern) => pattern.test(name ?? "")),
      name: sharedFile,
      minChunks: 2,
      priority: 20,
      enforce: true,
    };
    // One file is also compressed better than two.
    splitChunks.cacheGroups.chat = {
      chunks: ({ name }: Chunk) => ROOM.test(name ?? ""),
      name: "chat",
      priority: 19,
      enforce: true,
    };
    // On-demand parts share code too: a dialog's frame is smaller than minSize, and was in each of ten files.
    splitChunks.cacheGroups.later = {
      test: UI,
      chunks: ({ name }: Chunk) => ![EVERY, ROOM, SIGNED_OUT].some((pattern) => pattern.test(name ?? "")),
      name: laterFile,
      minChunks: 2,
      priority: 10,
    };
    webpack.plugins.push(
      new NoSecondCopies([
        { entry: "app/layout", isBelow: /^app\/(?!_?global-error)/ },
        { entry: "app/(chat)/layout", isBelow: /^app\/\(chat\)\// },
      ]),
    );
    return webpack;
  },
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    ...STATIC_FOLDERS.map((folder) => ({
      source: `${folder}/:path*`,
      headers: [{ key: "Content-Security-Policy", value: STATIC_POLICY }],
    })),
    { source: "/api/:path*", headers: [{ key: "Content-Security-Policy", value: API_POLICY }] },
  ],
};

export default config;
