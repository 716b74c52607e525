import { type Message, PAGE_DEFAULT } from "@/lib/messages/schema";

/** Lists the ids of the authors of recent messages, the latest first. */
export function recentAuthors(messages: readonly Message[]): string[] {
  return [
    ...new Set(
      messages
        .slice(-PAGE_DEFAULT)
        .map(({ author }) => author.id)
        .reverse(),
    ),
  ];
}
