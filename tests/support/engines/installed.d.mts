export const ENGINE_PACKAGES: string[];
export function firefox(): string | undefined;
export function webkit(): { driver: string; display: string; browser: string } | undefined;
