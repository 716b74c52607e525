"use client";

import { AtSign, BellOff, Clock, MessageSquare, Pencil, Smile } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { insertText } from "@/components/composer/insert-text";
import { useOpenDirect } from "@/components/people/use-open-direct";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { ClientLink, isPlainClick } from "@/components/ui/client-link";
import { errorMessageOf } from "@/components/ui/form-errors";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { ServerLink } from "@/components/ui/server-link";
import { Time, useNow, useReader } from "@/components/ui/time";
import { formatTime } from "@/components/ui/time-format";
import { toast } from "@/components/ui/toast";
import { isTimeZone } from "@/lib/calendar";
import type { Profile } from "@/lib/members/schema";
import { quietUntil } from "@/lib/users/quiet";
import { plainName } from "@/lib/users/schema";
import { currentStatus } from "@/lib/users/status";

const ROLES = { OWNER: "Owner of this room", MODERATOR: "Moderator of this room", MEMBER: null } as const;

type Props = {
  profile: Profile;
  onClose: () => void;
  /** What the viewer may do with the person as a member of the room. */
  memberActions?: ReactNode;
};

/** What a person's card says of them, and what one can do from there. */
export function ProfileDetails({ profile: { user, disabled, member, ...profile }, onClose, memberActions }: Props) {
  const viewer = useViewer();
  const online = useOnline();
  const isOwn = user.id === viewer.id;
  return (
    <div className="grid gap-3">
      <div className="flex items-start gap-3">
        <Avatar user={user} size={64} presence={isOwn || online.has(user.id) ? "online" : undefined} />
        <div className="min-w-0 flex-1 pt-1">
          <p dir="auto" className="text-base font-semibold wrap-anywhere">
            {plainName(user)}
          </p>
          <p className="text-meta text-muted-foreground wrap-anywhere">@{user.username}</p>
          {(user.role === "ADMIN" || (member && ROLES[member.role])) && (
            <p className="text-meta text-muted-foreground">
              {[user.role === "ADMIN" && "Administrator", member && ROLES[member.role]].filter(Boolean).join(" · ")}
            </p>
          )}
        </div>
        {memberActions}
      </div>
      {disabled && <p className="text-meta text-muted-foreground">This account is disabled: they cannot log in.</p>}
      <StatusLine user={user} />
      <QuietLine user={user} />
      {/* A browser may be older than the zone. */}
      {user.timeZone && isTimeZone(user.timeZone) && <LocalTime zone={user.timeZone} />}
      <CommonRooms rooms={profile.rooms} hasMore={profile.hasMoreRooms} onClose={onClose} />
      {isOwn ? <OwnActions onClose={onClose} /> : !disabled && <Actions user={user} onClose={onClose} />}
    </div>
  );
}

function StatusLine({ user }: { user: Profile["user"] }) {
  const { statusEmoji, statusText, statusUntil } = currentStatus(user, useNow() ?? undefined);
  if (statusEmoji === "" && statusText === "") return null;
  return (
    <p dir="auto" className="rounded-control border px-3 py-2 text-sm wrap-anywhere">
      {statusEmoji} {statusText}
      {statusUntil && (
        <span className="block text-xs text-muted-foreground">
          Until <Time iso={statusUntil} mode="full" />
        </span>
      )}
    </p>
  );
}

function QuietLine({ user }: { user: Profile["user"] }) {
  const ends = quietUntil(user.doNotDisturbUntil, useNow() ?? undefined);
  if (!ends) return null;
  return (
    <p className="flex items-center gap-2 text-sm text-muted-foreground">
      <BellOff aria-hidden className="size-4 shrink-0" />
      <span>
        Do not disturb until <Time iso={ends} mode="full" />
      </span>
    </p>
  );
}

function LocalTime({ zone }: { zone: string }) {
  const reader = useReader();
  const now = useNow();
  return (
    <p className="flex items-center gap-2 text-sm text-muted-foreground">
      <Clock aria-hidden className="size-4" />
      {formatTime(new Date(now ?? Date.now()).toISOString(), "time", { ...reader, zone }, null)} local time
    </p>
  );
}

function CommonRooms({ rooms, hasMore, onClose }: { rooms: Profile["rooms"]; hasMore: boolean; onClose: () => void }) {
  if (rooms.length === 0) return null;
  return (
    <div>
      <h2 id="rooms-in-common" className="text-xs font-medium text-muted-foreground">
        Rooms in common
      </h2>
      <ul aria-labelledby="rooms-in-common" className="mt-1 flex max-h-28 flex-wrap gap-1.5 overflow-y-auto">
        {rooms.map(({ id, name }) => (
          <li key={id} className="max-w-full">
            <ClientLink
              href={`/rooms/${id}`}
              onClick={onClose}
              className="block truncate rounded-full border px-2.5 py-0.5 text-meta hover:bg-accent pointer-coarse:py-2"
            >
              {name}
            </ClientLink>
          </li>
        ))}
        {hasMore && <li className="px-1 py-0.5 text-meta text-muted-foreground">and more</li>}
      </ul>
    </div>
  );
}

function Actions({ user, onClose }: { user: Profile["user"]; onClose: () => void }) {
  const openDirect = useOpenDirect();
  const field = document.querySelector<HTMLTextAreaElement>("#main textarea[name=message]");
  return (
    <div className="flex gap-2">
      <Button
        className="flex-1"
        onClick={() =>
          void openDirect([user.id], hasCoarsePointer).then(onClose, (fault: unknown) =>
            toast.error(errorMessageOf(fault)),
          )
        }
      >
        <MessageSquare aria-hidden /> Message
      </Button>
      {field && (
        <Button
          variant="outline"
          className="flex-1"
          onClick={() => {
            onClose();
            mention(field, user.username);
          }}
        >
          <AtSign aria-hidden /> Mention
        </Button>
      )}
    </div>
  );
}

/** As if typed where the caret was, with a space before it where a word would run into it. */
function mention(field: HTMLTextAreaElement, username: string): void {
  const { value, selectionStart, selectionEnd } = field;
  const space = /\S$/.test(value.slice(0, selectionStart)) ? " " : "";
  insertText(field, selectionStart, selectionEnd, `${space}@${username} `);
}

function OwnActions({ onClose }: { onClose: () => void }) {
  const open = useOpenDialog();
  const router = useRouter();
  return (
    <div className="flex gap-2">
      <Button
        className="flex-1"
        onClick={() => {
          onClose();
          open("status");
        }}
      >
        <Smile aria-hidden /> Set a status
      </Button>
      <ServerLink
        href="/settings"
        className={buttonVariants({ variant: "outline", className: "flex-1" })}
        onClick={(event) => {
          if (!hasCoarsePointer() || !isPlainClick(event)) return onClose();
          event.preventDefault();
          // The page comes later than the sheet is gone, which would go back from its step and give up the page.
          history.replaceState(null, "", location.href);
          onClose();
          router.replace("/settings");
        }}
      >
        <Pencil aria-hidden /> Edit profile
      </ServerLink>
    </div>
  );
}
