import type { Message, SystemEvent } from "./schema.ts";

/** Where a notice is read. In its room a notice is shorter and quotes names; elsewhere it is a line of the chat list, or a program shows it. */
type Place = "in its room" | "elsewhere";
type Person = { id: string; displayName: string };

/** The viewer is called "you" where something was done to them; `viewerId` is null in a text that everybody gets. */
type Reader = { place: Place; viewerId: string | null };

/** A folded notice names so many people and counts the rest. */
const FOLDED_NAMES_MAX = 2;
/** The sentence of one notice names so many people and counts the rest. */
const NAMES_MAX = 5;

const ROLES = { OWNER: "an owner", MODERATOR: "a moderator", MEMBER: "a member" };

/** What a notice tells, after the name of who did it: for its body, which programs show, and for the chat list. */
export function noticeText(event: SystemEvent, viewerId: string | null = null): string {
  return deedOf(event, { place: "elsewhere", viewerId });
}

/** What a notice tells, as one sentence without its full stop: for the timeline. */
export function noticeSentence(notice: Pick<Message, "system" | "author" | "body">, viewerId: string | null): string {
  if (!notice.system) return notice.body;
  return `${notice.author.displayName} ${deedOf(notice.system, { place: "in its room", viewerId })}`;
}

/** What several notices of one kind after the other tell: "Ana, Bo and 3 others joined. Cy left". */
export function foldedNoticeSentences(notices: readonly Pick<Message, "system" | "author">[]): string {
  const clauses: { deed: string; names: string[] }[] = [];
  for (const { system, author } of notices) {
    const deed = system ? deedOf(system, { place: "in its room", viewerId: null }) : "";
    const clause = clauses.at(-1);
    if (clause?.deed !== deed) clauses.push({ deed, names: [author.displayName] });
    else if (!clause.names.includes(author.displayName)) clause.names.push(author.displayName);
  }
  return clauses.map(({ deed, names }) => `${listNames(names, FOLDED_NAMES_MAX)} ${deed}`).join(". ");
}

/** "Ana", "Ana and Bo", "Ana, Bo and Cy", "Ana, Bo and 3 others" with a `max` of 2. */
export function listNames(names: readonly string[], max = FOLDED_NAMES_MAX): string {
  if (names.length <= 1) return names[0] ?? "Somebody";
  const isWhole = names.length <= max + 1;
  const shown = isWhole ? names.slice(0, -1) : names.slice(0, max);
  const end = isWhole ? names.at(-1) : `${names.length - max} others`;
  return `${shown.join(", ")} and ${end}`;
}

/** The words of each event: the only table of them. */
function deedOf(event: SystemEvent, reader: Reader): string {
  const isInRoom = reader.place === "in its room";
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
function peopleOf(people: readonly Person[], { place, viewerId }: Reader): string {
  const others = people.filter(({ id }) => id !== viewerId).map(({ displayName }) => displayName);
  const names = others.length < people.length ? ["you", ...others] : others;
  return place === "in its room" ? listNames(names, NAMES_MAX) : names.join(", ");
}
