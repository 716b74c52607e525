"use client";

import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { onDemand } from "@/components/ui/on-demand";
import { Time } from "@/components/ui/time";
import { useLongPress } from "@/components/ui/use-long-press";
import { cn } from "@/lib/cn";
import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { isMentionedIn } from "@/lib/messages/text/mentions-of";
import type { RowQuote } from "@/lib/messages/timeline-rows";
import { useConversation } from "./conversation-context";
import { EditedMark } from "./edited-mark";
import { dropFromLightbox } from "./files/lightbox-store";
import { MessageFiles } from "./files/message-files";
import { MessageBody } from "./message-body";
import { loadReactions, Reactions } from "./reactions/on-demand";
import { useWanted } from "./reactions/use-wanted";
import { ReplyQuote } from "./reply-quote";
import { RowMark } from "./row-marks/on-demand";
import { useIsSaved } from "./saved/use-is-saved";

const load = () => import("./conversation-parts");
const MessageToolbar = onDemand(() => load().then((module) => module.MessageToolbar));
const RestoreButton = onDemand(() => load().then((module) => module.RestoreButton), { fallback: null });
const SavedMark = onDemand(() => load().then((module) => module.SavedMark), { fallback: null });
const UnreachedLine = onDemand(() => import("./rare-parts").then((module) => module.UnreachedLine), {
  isRare: true,
  fallback: null,
});
const EditForm = onDemand(() => load().then((module) => module.EditForm));
const MessageSheet = onDemand(() => load().then((module) => module.MessageSheet));

type RowProps = {
  message: Message;
  /** The first message of a group has the avatar, the name and the time. */
  isHead: boolean;
  /** The original, when the message is a reply. */
  quote: RowQuote;
  isEditing: boolean;
  isHighlighted: boolean;
  /** Tab reaches this row only, and the arrow keys go on from it. */
  isTabStop: boolean;
};

export const MessageRow = memo(function MessageRow(props: RowProps) {
  const { message, isHead, isEditing, isHighlighted, isTabStop } = props;
  const conversation = useConversation();
  const { ownNames, rootId, domId } = conversation;
  const viewerId = conversation.viewer.id;
  const wanted = useWanted(message.id);
  const [isActive, setActive] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const longPress = useLongPress(() => setSheetOpen(true));
  const isDeleted = message.deletedAt !== null;
  /** Nothing can be done with a deleted message, but for its author, who may restore it for a while. */
  const isRestorable = message.author.id === viewerId && Date.parse(message.restorableUntil ?? "") > Date.now();
  const hasActions = !isDeleted || isRestorable;
  const hasReactions = !isDeleted && (message.reactions.length > 0 || wanted !== undefined);
  const row = useRef<HTMLElement>(null);
  const hasFocus = useRef(false);
  useEffect(() => {
    // The lightbox hears no event of a deletion that came by catch-up.
    if (isDeleted) dropFromLightbox(message.id);
    // The button or the form that had the focus has gone: with the deleted message, or with what stood in its place.
    if (hasFocus.current && document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  }, [isDeleted, message.id]);
  const isCalled = !isDeleted && isMentionedIn(message.body, ownNames);
  const hasToolbar = (isActive || isMenuOpen) && !isEditing && hasActions;

  return (
    <div className={cn(isHead && "pt-2.5")}>
      <article
        ref={row}
        id={domId("m", message.seq)}
        data-row={message.seq}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${message.author.displayName}: ${isDeleted ? DELETED_TEXT.label : summaryOf(message, 200)}`}
        aria-describedby={hasReactions ? domId("r", message.seq) : undefined}
        className={cn(
          "group relative flex gap-3 px-3 py-0.5 -outline-offset-2 touch-manipulation select-none transition-colors sm:px-5 pointer-fine:select-text",
          isHead && "pt-1",
          "hover:bg-accent",
          hasToolbar && "bg-accent",
          isCalled && "bg-mention/35 hover:bg-mention/50",
          isHighlighted && "bg-selected hover:bg-selected",
        )}
        onPointerEnter={(event) => event.pointerType === "mouse" && setActive(true)}
        onPointerLeave={() => setActive(false)}
        // A tap moves the focus too, but fingers have the sheet. The bar is for keys and for a hovering mouse.
        onFocus={(event) => {
          hasFocus.current = true;
          if (event.target.matches(":focus-visible")) setActive(true);
        }}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          hasFocus.current = false;
          setActive(false);
        }}
        {...(hasActions ? longPress : undefined)}
        onPointerMove={(event) => {
          // When a row slides under a resting pointer, the browser tells only of the next move.
          if (event.pointerType === "mouse") setActive(true);
          longPress.onPointerMove(event);
        }}
        onPointerUp={(event) => {
          longPress.onPointerUp();
          if (event.pointerType === "touch" && !isDeleted)
            void loadReactions().then(
              ({ reactByTap }) => reactByTap(event, message, conversation),
              () => {},
            );
        }}
      >
        <Gutter message={message} isHead={isHead} />
        {useIsSaved(message.id) && !isDeleted && <SavedMark />}
        <div className="min-w-0 flex-1">
          {isHead && <Head message={message} />}
          {message.rootId !== null && message.inRoom && <RowMark message={message} of="reply" />}
          {message.replyToId && !isDeleted && <ReplyQuote quote={props.quote} />}
          {isEditing ? (
            // The form stays when the message is deleted meanwhile, so that its text is not lost.
            <EditForm message={message} />
          ) : isDeleted ? (
            <p className="flex items-center gap-2 text-message text-muted-foreground">
              <i>{DELETED_TEXT.timeline}</i>
              {isRestorable && <RestoreButton message={message} />}
            </p>
          ) : (
            (message.body !== "" || message.editedAt) && (
              <MessageBody
                body={message.body}
                ownNames={ownNames}
                emoji={message.customEmoji}
                end={message.editedAt && <EditedMark message={message} at={message.editedAt} />}
              />
            )
          )}
          {!isDeleted && message.forwarded && <RowMark message={message} of="forward" />}
          {!isDeleted && message.files.length > 0 && <MessageFiles message={message} />}
          {mayMiss(message, viewerId) && <UnreachedLine message={message} />}
          {hasReactions && <Reactions message={message} wanted={wanted} isTabStop={isTabStop} />}
          {message.thread && !rootId && <RowMark message={message} isTabStop={isTabStop} />}
        </div>
        {hasToolbar && <MessageToolbar message={message} onOpenChange={setMenuOpen} />}
      </article>
      {isSheetOpen && <MessageSheet message={message} onClose={() => setSheetOpen(false)} />}
    </div>
  );
});

/** How long after it was written its author is told whom a message names that cannot see it. */
const UNREACHED_MS = 600_000;

/** Whether it is worth asking whom a message of the viewer's names that is not in the room. */
const mayMiss = ({ author, body, editedAt, createdAt }: Message, viewerId: string): boolean =>
  author.id === viewerId && body.includes("@") && Date.parse(editedAt ?? createdAt) > Date.now() - UNREACHED_MS;

/** Whose card a press opens; nobody's where the account was deleted. */
function personOf({ author }: Message): string | undefined {
  return author.username ? author.id : undefined;
}

function Gutter({ message, isHead }: { message: Message; isHead: boolean }) {
  if (isHead)
    return (
      <span className="mt-0.5 shrink-0">
        <span data-person={personOf(message)} className="data-person:cursor-pointer">
          <Avatar user={message.author} size={36} />
        </span>
      </span>
    );
  return (
    <span className="flex w-9 shrink-0 justify-end pt-0.5">
      <Time
        iso={message.createdAt}
        mode="clock"
        className="-ms-4 text-xs leading-5 whitespace-nowrap text-muted-foreground opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 group-focus:opacity-100"
      />
    </span>
  );
}

function Head({ message }: { message: Message }): ReactNode {
  return (
    <p className="flex items-baseline gap-2 leading-5">
      <bdi
        data-person={personOf(message)}
        className="truncate text-message font-semibold data-person:cursor-pointer data-person:hover:underline"
      >
        {message.author.displayName}
      </bdi>
      <Time iso={message.createdAt} className="shrink-0 text-xs text-muted-foreground" />
    </p>
  );
}
