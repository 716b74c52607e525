import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** The id of the type "char", which PostgreSQL's catalogue uses and Prisma's adapter cannot read, and of the type text. */
const CHAR_TYPE = 18;
const TEXT_TYPE = 25;

/** The positions of the columns of type "char" in a result, found by the array of the result's rows. */
const charColumns = new WeakMap<object, number[]>();

/**
 * Makes the adapter through which Prisma's schema engine reads the catalogue. Columns of type "char" are presented to
 * Prisma's adapter as text, and marked as characters again in what the adapter returns.
 */
export function schemaAdapter(url: string): PrismaPg {
  return new CatalogueAdapterFactory({ connectionString: url, Client: CatalogueClient } as pg.PoolConfig);
}

class CatalogueAdapterFactory extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const query = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const answer = await query(statement);
      for (const at of charColumns.get(answer.rows) ?? []) answer.columnTypes[at] = ColumnTypeEnum.Character;
      return answer;
    };
    return adapter;
  }
}

class CatalogueClient extends pg.Client {
  override query(...args: unknown[]): never {
    // The adapter queries through a pool, and a pool passes a callback to its clients.
    const answer = args.at(-1);
    if (typeof answer === "function")
      args[args.length - 1] = (error: Error | null, result?: pg.QueryResult) =>
        answer(error, result && withoutChar(result));
    return (super.query as (...args: unknown[]) => unknown).apply(this, args) as never;
  }
}

function withoutChar(result: pg.QueryResult): pg.QueryResult {
  const found: number[] = [];
  for (const [at, field] of (result.fields ?? []).entries()) {
    if (field.dataTypeID !== CHAR_TYPE) continue;
    field.dataTypeID = TEXT_TYPE;
    found.push(at);
  }
  if (found.length > 0) charColumns.set(result.rows, found);
  return result;
}
