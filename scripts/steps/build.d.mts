export const SERVER_FILE: string;
export function build(): Promise<void>;
export function bundle(entry: string, outfile: string): Promise<void>;
