import type { Message } from "./schema.ts";
import type { SystemEvent } from "./system-event.ts";

/**
 * Where a notice is read. In its room a notice is shorter and quotes names; elsewhere it is a line of the chat list, or
 * is shown by a program.
 */
type ReadingContext = "in its room" | "elsewhere";
type Person = { id: string; displayName: string };

/**
 * The person who reads. The viewer is called "you" when something was done to them; `viewerId` is null in a text for
 * everybody.
 */
type Reader = { context: ReadingContext; viewerId: string | null };

/** The number of people whom a folded notice names; it counts the rest. */
const FOLDED_NAMES_MAX = 2;
/** The number of people whom the sentence of one notice names; it counts the rest. */
const NAMES_MAX = 5;

const THREADS = {
  OFF: "switched threads off",
  ON: "switched threads on",
  REQUIRED: "decided that answers are given in threads",
};
const ROLES = { OWNER: "an owner", MODERATOR: "a moderator", MEMBER: "a member" };

/** Returns a notice's text after the name of its author, for its body, which programs show, and for the chat list. */
export function noticeText(event: SystemEvent, viewerId: string | null = null): string {
  return eventText(event, { context: "elsewhere", viewerId });
}

/** Returns a notice as one sentence without its full stop, for the timeline. */
export function noticeSentence(notice: Pick<Message, "system" | "author" | "body">, viewerId: string | null): string {
  if (!notice.system) return notice.body;
  return `${notice.author.displayName} ${eventText(notice.system, { context: "in its room", viewerId })}`;
}

/** Returns several consecutive notices of one kind as one text: "Ana, Bo and 3 others joined. Cy left". */
export function foldedNoticeSentences(notices: readonly Pick<Message, "system" | "author">[]): string {
  const clauses: { text: string; names: string[] }[] = [];
  for (const { system, author } of notices) {
    const text = system ? eventText(system, { context: "in its room", viewerId: null }) : "";
    const clause = clauses.at(-1);
    if (clause?.text !== text) clauses.push({ text, names: [author.displayName] });
    else if (!clause.names.includes(author.displayName)) clause.names.push(author.displayName);
  }
  return clauses.map(({ text, names }) => `${listNames(names, FOLDED_NAMES_MAX)} ${text}`).join(". ");
}

/** Lists names: "Ana", "Ana and Bo", "Ana, Bo and Cy", "Ana, Bo and 3 others" with a `max` of 2. */
export function listNames(names: readonly string[], max = FOLDED_NAMES_MAX): string {
  if (names.length <= 1) return names[0] ?? "Somebody";
  const isWhole = names.length <= max + 1;
  const shown = isWhole ? names.slice(0, -1) : names.slice(0, max);
  const end = isWhole ? names.at(-1) : `${names.length - max} others`;
  return `${shown.join(", ")} and ${end}`;
}

/** The text of each event. This is the only table of them. */
function eventText(event: SystemEvent, reader: Reader): string {
  const isInRoom = reader.context === "in its room";
  const quoted = (text: string) => (isInRoom ? `“${text}”` : text);
  switch (event.type) {
    case "created":
      return `created ${isInRoom ? "this" : "the"} room`;
    case "joined":
    case "left":
      return isInRoom ? event.type : `${event.type} the room`;
    case "added":
    case "removed":
      return `${event.type} ${peopleOf(event.people, reader)}`;
    case "renamed":
      return `renamed the room to ${quoted(event.name)}`;
    case "picture":
      return `${event.removed ? "removed" : "changed"} the ${isInRoom ? "room’s picture" : "picture"}`;
    case "topic":
      return event.topic === ""
        ? "removed the topic"
        : `${isInRoom ? "set" : "changed"} the topic to ${quoted(event.topic)}`;
    case "converted":
      return event.kind === "OPEN" ? "opened the room to everyone" : "made the room private";
    case "pinned":
      return "pinned a message";
    case "threads":
      return THREADS[event.threads];
    case "mentionAll":
      return `let ${event.mentionAll === "MEMBERS" ? "all members" : "only owners and moderators"} mention everyone`;
    case "archived":
      return "archived the room";
    case "unarchived":
      return "took the room out of the archive";
    case "inherited":
      return "became an owner, because the room had no other";
    case "role":
      return `made ${peopleOf(event.people, reader)} ${ROLES[event.role]}`;
  }
}

/** The people of a notice. The viewer comes first, because in its room a notice names only some of many people. */
function peopleOf(people: readonly Person[], { context, viewerId }: Reader): string {
  const others = people.filter(({ id }) => id !== viewerId).map(({ displayName }) => displayName);
  const names = others.length < people.length ? ["you", ...others] : others;
  return context === "in its room" ? listNames(names, NAMES_MAX) : names.join(", ");
}
