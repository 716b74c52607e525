// Read by `next build` and `next dev`. The built server does not read it again: lib/process/built-config.ts hands Next what
// the build made of it (docs/decisions/040-the-built-configuration.md).
import type { NextConfig } from "next";

/** As much of webpack's chunk as is read here: a part of the program that becomes a file. */
type Chunk = { name?: string | null };

/** On every reply; pages get their Content-Security-Policy, with a nonce, from proxy.ts. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(self), geolocation=(), payment=(), usb=()" },
];

/** JSON and files run nothing, whoever opens them directly. */
const API_POLICY = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/**
 * Below the folders of static files proxy.ts does not look, but what is not there is a page. It may be seen and run
 * nothing; what is there is no page, and does not mind.
 */
const STATIC_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const STATIC_FOLDERS = ["/_next/static", "/icons", "/emoji"];

/** Parts of pages, as webpack calls their entries: of every page, of a room's, and of those before one is signed in. */
const EVERY = /^app\/(layout|error|global-error|not-found)$/;
const ROOM = /^app\/\(chat\)\/(layout|rooms\/)/;
const LOGIN = /^app\/\(auth\)\/login\/page$/;
const SIGNED_OUT = /^app\/\(auth\)\//;

/** The file for what these parts share; undefined leaves it to webpack, which makes one for each set of parts. */
function sharedFile(_module: unknown, chunks: Chunk[]): string | undefined {
  const names = chunks.map(({ name }) => name ?? "");
  const isIn = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (names.every((name) => ROOM.test(name))) return "chat";
  return isIn(EVERY) || (isIn(LOGIN) && isIn(ROOM)) ? "root" : undefined;
}

/** What menus and dialogs are made of. */
const UI =
  /[\\/]components[\\/]ui[\\/]|[\\/]node_modules[\\/](@radix-ui|@floating-ui|react-remove-scroll|lucide-react)[\\/]/;

/** The file for what several parts that come on demand share: only those have no name. */
function laterFile(_module: unknown, chunks: Chunk[]): string | undefined {
  return chunks.filter(({ name }) => !name).length > 1 ? "later" : undefined;
}

const config: NextConfig = {
  poweredByHeader: false,
  // Pictures come in the sizes that we make ourselves; Next would take any address of a stranger's into its log.
  images: { unoptimized: true },
  reactStrictMode: true,
  // Native or WebAssembly code stays outside the bundle.
  serverExternalPackages: ["better-sqlite3", "@prisma/adapter-better-sqlite3", "@node-rs/argon2", "sharp"],
  allowedDevOrigins: ["*"],
  // Whoever chooses a chat while the connection is away waits for it. Without this, Next leaves for the browser's own
  // error page, and takes with it what was written.
  experimental: { useOffline: true },
  webpack: (webpack, { isServer }) => {
    const { splitChunks } = webpack.optimization;
    if (isServer || !splitChunks) return webpack;
    // What several parts of a page share becomes a file of its own from here on (bytes before minifying); Next's own
    // 20,000 puts a copy of our buttons into each of them.
    splitChunks.minSize = 3000;
    // But what the log-in page or a room's needs anyway comes in one file each, or in one for both: over HTTP/1.1 each of
    // seventeen small ones waits for its turn.
    splitChunks.cacheGroups.shared = {
      chunks: ({ name }: Chunk) => [EVERY, ROOM, SIGNED_OUT].some((pattern) => pattern.test(name ?? "")),
      name: sharedFile,
      minChunks: 2,
      priority: 20,
      enforce: true,
    };
    // One file is compressed better than two, too.
    splitChunks.cacheGroups.chat = {
      chunks: ({ name }: Chunk) => ROOM.test(name ?? ""),
      name: "chat",
      priority: 19,
      enforce: true,
    };
    // What comes on demand is shared too: a dialog's frame is smaller than the size above, and was in each of ten of them.
    splitChunks.cacheGroups.later = {
      test: UI,
      chunks: ({ name }: Chunk) => ![EVERY, ROOM, SIGNED_OUT].some((pattern) => pattern.test(name ?? "")),
      name: laterFile,
      minChunks: 2,
      priority: 10,
    };
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
