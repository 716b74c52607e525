export const SERVER_FILE: string;
export function build(options?: { isDeployed?: boolean }): Promise<void>;
export function bundle(entry: string, outfile: string): Promise<void>;
