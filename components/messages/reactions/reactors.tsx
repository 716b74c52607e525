"use client";

import { EmojiSign } from "@/components/emoji/emoji-sign";
import type { Message } from "@/lib/messages/schema";
import type { ShownReaction } from "@/lib/reactions/shown";
import { useConversation } from "../conversation-context";
import { reactorNames } from "./reactor-names";
import { useReactors } from "./use-reactors";

/** How many names a tooltip has room for. */
const NAMES_MAX = 12;

/** Who reacted with an emoji, in a sentence. */
export function Reactors({ message, reaction }: { message: Message; reaction: ShownReaction }) {
  const { viewer } = useConversation();
  const reactors = useReactors(message, reaction);
  return (
    <bdi>
      {reactorNames(reaction, reactors?.people ?? [], viewer.id, NAMES_MAX)} reacted with{" "}
      <EmojiSign emoji={reaction.emoji} />
    </bdi>
  );
}
