let names: readonly string[] | undefined;

/** All names of custom emoji, as far as the list was loaded: what the viewer sends is drawn by it until the server has answered. */
export const knownEmojiNames = (): readonly string[] | undefined => names;

export function keepEmojiNames(next: readonly string[]): void {
  names = next;
}
