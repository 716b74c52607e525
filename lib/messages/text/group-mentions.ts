type GroupMention = {
  /** After the @; the first one is what completion offers. */
  names: readonly [string, ...string[]];
  /** What completion says that it is. */
  label: string;
};

/** The mentions that call every other member of a room. Nobody can have one of the names. */
export const GROUP_MENTIONS = {
  everyone: { names: ["all", "everyone", "channel", "room"], label: "Everyone in this room" },
  here: { names: ["here"], label: "Everyone who is online" },
} as const satisfies Record<string, GroupMention>;

export type GroupMentionKind = keyof typeof GROUP_MENTIONS;

/** The name by which people in some other chats speak of themselves: it mentions nobody, and nobody can have it. */
export const SELF_NAME = "me";

const KINDS = new Map(
  Object.entries(GROUP_MENTIONS).flatMap(([kind, { names }]) =>
    names.map((name): [string, GroupMentionKind] => [name, kind as GroupMentionKind]),
  ),
);

/** Which group a folded name mentions; undefined for a person's. */
export function groupMentionOf(name: string): GroupMentionKind | undefined {
  return KINDS.get(name);
}

/** All names that a person cannot have, because a mention of them would call others. */
export const RESERVED_MENTIONS: ReadonlySet<string> = new Set([...KINDS.keys(), SELF_NAME]);
