export function bin(name: string, command?: string): string;
export function hashOf(places: string[]): string;
