export function startPostgresql(options?: { durable?: boolean }): Promise<{
  createDatabase(name: string, template?: string): Promise<string>;
  pid(): number | undefined;
  stop(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  start(): Promise<void>;
}>;
