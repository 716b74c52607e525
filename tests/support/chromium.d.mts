export function systemChromium(): string | undefined;
export function chromiumFlags(): string[];
