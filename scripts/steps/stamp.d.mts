export function hashOf(places: string[]): string;
