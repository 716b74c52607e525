import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { type Dialect, loadDialect } from "./dialect.ts";

const PRISMA_DIR = path.resolve("prisma");

/** Returns the SQL that would bring the database at `url` to the schema, or "" when they agree. */
export async function diffToSchema(url: string): Promise<string> {
  const dialect = await loadDialect(url);
  const schema = readFileSync(dialect.schemaFile, "utf8");
  const files = [{ path: "schema.prisma", content: schema }];
  const result = await withEngine(dialect, url, schema, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: PRISMA_DIR },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: dialect.externalTables, externalEnums: [] },
    }),
  );
  const script = (result.stdout ?? "").trim();
  return script.includes("This is an empty migration") ? "" : script;
}

/**
 * Runs `work` with Prisma's schema engine on the database at `url`, and closes every connection that the engine opened.
 */
async function withEngine<T>(
  dialect: Dialect,
  url: string,
  schema: string,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const factory = dialect.adapterFactory(url);
  const opened: Awaited<ReturnType<typeof factory.connect>>[] = [];
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    opened.push(connection);
    return connection;
  };
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const datamodels: [string, string][] = [["schema.prisma", schema]];
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await work(engine);
  } finally {
    // Freeing the engine does not close its connections, and an open connection keeps its lock.
    for (const connection of opened) await connection.dispose();
    engine.free();
  }
}

type Glue = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");
type Engine = Awaited<ReturnType<Glue["SchemaEngine"]["new"]>>;

/**
 * Loads Prisma's schema engine as WebAssembly, because its usual binary would have to be downloaded. It is loaded once
 * per process, because its JavaScript keeps a view of the instance's memory.
 */
function loadEngine(): Promise<Glue> {
  return singleton("db.schema-engine", async () => {
    const glue: Glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    // The package does not export its .wasm file, which is beside its JavaScript.
    const file = createRequire(import.meta.url)
      .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
      .replace(/\.js$/, ".wasm");
    const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": glue });
    glue.__wbg_set_wasm(instance.exports);
    // The engine reports its panics through this global, and fails without it.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => log.error(text) } });
    (instance.exports.__wbindgen_start as () => void)();
    return glue;
  });
}
