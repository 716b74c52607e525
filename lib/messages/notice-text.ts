import type { SystemEvent } from "./schema.ts";

/**
 * What happened, in plain words after the name of who did it; programs that know no notices show this. For a viewer it
 * says "you" where it was done to them.
 */
export function noticeText(event: SystemEvent, viewerId?: string): string {
  const names = (people: { id: string; displayName: string }[]) => {
    const others = people.filter(({ id }) => id !== viewerId).map(({ displayName }) => displayName);
    return [...(others.length < people.length ? ["you"] : []), ...others].join(", ");
  };
  switch (event.type) {
    case "created":
      return "created the room";
    case "joined":
      return "joined the room";
    case "left":
      return "left the room";
    case "added":
      return `added ${names(event.people)}`;
    case "removed":
      return `removed ${names(event.people)}`;
    case "renamed":
      return `renamed the room to ${event.name}`;
    case "picture":
      return event.removed ? "removed the picture" : "changed the picture";
    case "topic":
      return event.topic === "" ? "removed the topic" : `changed the topic to ${event.topic}`;
    case "converted":
      return event.kind === "OPEN" ? "opened the room to everyone" : "made the room private";
    case "archived":
      return "archived the room";
    case "unarchived":
      return "took the room out of the archive";
    case "inherited":
      return "became an owner, because the room had no other";
    case "role":
      return `made ${names(event.people)} ${event.role === "MEMBER" ? "a member" : event.role === "OWNER" ? "an owner" : "a moderator"}`;
  }
}
