export function bin(name: string, command?: string): string;
