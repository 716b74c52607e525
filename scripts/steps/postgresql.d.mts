export function startPostgresql(options?: { durable?: boolean }): Promise<{
  createDatabase(name: string, template?: string): Promise<string>;
  pid(): number | undefined;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}>;
