export function hashOf(places: string[]): string;
export function readIfThere(file: string): string | undefined;
export function writeStamp(file: string, stamp: string): void;
