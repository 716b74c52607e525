import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import Database from "better-sqlite3";
import { log } from "../log.ts";
import { once } from "../once.ts";

/** Tables that Prisma does not know and must not drop: none yet (full-text search will name its own here). */
const FILTERS = { externalTables: [] as string[], externalEnums: [] as string[] };

const PRISMA_DIR = path.resolve("prisma");
const SCHEMA_FILE = path.join(PRISMA_DIR, "schema.prisma");
const MIGRATIONS_DIR = path.join(PRISMA_DIR, "migrations");

/** The file behind a `file:` address. */
export function databaseFile(url: string): string {
  return path.resolve(url.replace(/^file:/, "").replace(/\?.*$/, ""));
}

/** The names of all migrations, oldest first. */
export function listMigrations(): string[] {
  return readdirSync(MIGRATIONS_DIR, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Brings the database at `url` up to the newest migration, making the file when there is none, and resolves to the
 * names of those applied. Keeps Prisma's own `_prisma_migrations`, so `prisma migrate deploy` stays usable.
 */
export async function migrate(url: string): Promise<string[]> {
  mkdirSync(path.dirname(databaseFile(url)), { recursive: true, mode: 0o700 });
  // Loading the engine costs more than the rest of a start, so look first whether there is anything to do.
  const pending = listMigrations().filter((name) => !appliedMigrations(url).has(name));
  if (pending.length === 0) return [];
  await withEngine(url, (engine) => engine.applyMigrations({ migrationsList: migrationList(), filters: FILTERS }));
  return pending;
}

/** The SQL that would bring the database at `url` to prisma/schema.prisma; "" when they agree. */
export async function diffToSchema(url: string): Promise<string> {
  const files = [{ path: "schema.prisma", content: readFileSync(SCHEMA_FILE, "utf8") }];
  const result = await withEngine(url, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: PRISMA_DIR },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: FILTERS,
    }),
  );
  const script = (result.stdout ?? "").trim();
  return script.includes("This is an empty migration") ? "" : script;
}

function appliedMigrations(url: string): Set<string> {
  const file = databaseFile(url);
  if (!existsSync(file)) return new Set();
  const database = new Database(file, { readonly: true });
  try {
    const rows = database
      .prepare("SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL")
      .all() as { name: string }[];
    return new Set(rows.map((row) => row.name));
  } catch {
    return new Set();
  } finally {
    database.close();
  }
}

function migrationList() {
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: "migration_lock.toml", content: 'provider = "sqlite"\n' },
    shadowDbInitScript: "",
    migrationDirectories: listMigrations().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(path.join(MIGRATIONS_DIR, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** Runs `work` with Prisma's engine on the database at `url`, and closes every connection that the engine opened. */
async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const factory = new PrismaBetterSqlite3({ url });
  const opened: Awaited<ReturnType<typeof factory.connect>>[] = [];
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    opened.push(connection);
    return connection;
  };
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const datamodels: [string, string][] = [["schema.prisma", readFileSync(SCHEMA_FILE, "utf8")]];
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await work(engine);
  } finally {
    // Freeing the engine does not close what it opened, and an open connection keeps its lock.
    for (const connection of opened) await connection.dispose();
    engine.free();
  }
}

type Glue = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");
type Engine = Awaited<ReturnType<Glue["SchemaEngine"]["new"]>>;

/**
 * Prisma's own schema engine as WebAssembly: its usual binary would have to be downloaded at every start. Loaded once
 * in a process, because the glue keeps a view of its instance's memory.
 */
function loadEngine(): Promise<Glue> {
  return once("db.schema-engine", async () => {
    const glue: Glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    // The package does not export its .wasm file: it lies beside the glue.
    const file = createRequire(import.meta.url)
      .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
      .replace(/\.js$/, ".wasm");
    const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": glue });
    glue.__wbg_set_wasm(instance.exports);
    // The engine tells of its panics through this global, and dies of its absence.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => log.error(text) } });
    (instance.exports.__wbindgen_start as () => void)();
    return glue;
  });
}
