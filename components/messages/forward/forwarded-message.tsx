"use client";

import { Forward } from "lucide-react";
import { ClientLink } from "@/components/ui/client-link";
import { Time } from "@/components/ui/time";
import type { Forwarded } from "@/lib/forward/schema";
import { addressOf } from "@/lib/messages/address";
import type { Message } from "@/lib/messages/schema";
import { MessageBody } from "../message-body";
import { useSource } from "./use-source";

/** What is passed on calls nobody again. */
const NOBODY: readonly string[] = [];

type Props = { message: Message; forwarded: Forwarded };

/** What a message passes on: who wrote it, where and when, as far as the reader may know that, and the words. */
export function ForwardedMessage({ message, forwarded }: Props) {
  const { author, body, sentAt } = forwarded;
  const source = useSource(message, forwarded);
  return (
    <figure className="mt-1 border-s-[3px] border-border ps-3">
      <figcaption className="flex min-h-5 flex-wrap items-center gap-x-1.5 text-meta text-muted-foreground">
        <Forward aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />
        <span className="sr-only">Forwarded from</span>
        <bdi className="truncate font-medium">{author.displayName}</bdi>
        <Time iso={sentAt} className="shrink-0" />
        {source && <Source source={source} />}
      </figcaption>
      {/* A mention in it calls nobody, so nobody's is marked. */}
      {body !== "" && <MessageBody body={body} ownNames={NOBODY} emoji={message.customEmoji} />}
    </figure>
  );
}

function Source({ source: { room, message } }: { source: NonNullable<Forwarded["source"]> }) {
  const name = room.kind === "DIRECT" ? "a direct chat" : room.name;
  if (!message) return <bdi className="truncate">in {name}</bdi>;
  const href = addressOf({ roomId: room.id, ...message, inRoom: message.rootId === null });
  return (
    <ClientLink href={href} className="truncate underline-offset-4 touch-reach hover:text-foreground hover:underline">
      in <bdi>{name}</bdi>
    </ClientLink>
  );
}
