export function startPostgresql(): Promise<{
  createDatabase(name: string, template?: string): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}>;
