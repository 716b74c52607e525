type GroupMention = {
  /** The names that can be typed after the @. Completion offers the first one. */
  names: readonly [string, ...string[]];
  /** The description that completion shows. */
  label: string;
};

/** The mentions of every other member of a room. Nobody can have one of these names. */
export const GROUP_MENTIONS = {
  everyone: { names: ["all", "everyone", "channel", "room"], label: "Everyone in this room" },
  here: { names: ["here"], label: "Everyone who is online" },
} as const satisfies Record<string, GroupMention>;

export type GroupMentionKind = keyof typeof GROUP_MENTIONS;

/** In some other chats people speak of themselves by this name. Here it mentions nobody, and nobody can have it. */
export const SELF_NAME = "me";

const KINDS = new Map(
  Object.entries(GROUP_MENTIONS).flatMap(([kind, { names }]) =>
    names.map((name): [string, GroupMentionKind] => [name, kind as GroupMentionKind]),
  ),
);

/** The group that a folded name mentions; undefined where it is a person's name. */
export function groupMentionOf(name: string): GroupMentionKind | undefined {
  return KINDS.get(name);
}

/** The names that nobody can have, because a mention of them would be read as one of others. */
export const RESERVED_MENTIONS: ReadonlySet<string> = new Set([...KINDS.keys(), SELF_NAME]);
