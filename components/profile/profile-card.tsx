"use client";

import { Popover as Primitive } from "radix-ui";
import { type ReactNode, useRef, useState } from "react";
import { BottomSheet } from "@/components/ui/bottom-sheet";
import { ErrorState } from "@/components/ui/error-state";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { Popover, PopoverContent } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { leaveTakenFocus, useFocusReturn } from "@/components/ui/use-focus-return";
import type { Member } from "@/lib/members/schema";
import { GroupDetails } from "./group-details";
import { ProfileDetails } from "./profile-details";
import { type ProfileView, profileView } from "./profile-store";
import { useProfile } from "./use-profile";

type Props = ProfileView & {
  /** The room that is on screen. */
  roomId?: string;
  onClose: () => void;
  memberActions: (member: Member, onChanged: () => void) => ReactNode;
};

/** Somebody's card: beside what was pressed, and at the foot of the screen for fingers. */
export function ProfileCard({ person, anchor, roomId, onClose, memberActions }: Props) {
  const { profile, group, problem, reload } = useProfile(person, roomId);
  const [isSheet] = useState(hasCoarsePointer);
  const place = useRef(anchor);
  const focus = useFocusReturn({ onCloseAutoFocus: leaveTakenFocus });
  const title = profile
    ? `Profile of ${profile.user.displayName}`
    : group
      ? `Members of @${group.group.handle}`
      : "Profile";
  const content = profile ? (
    <ProfileDetails
      profile={profile}
      onClose={onClose}
      memberActions={profile.member && memberActions(profile.member, reload)}
    />
  ) : group ? (
    <GroupDetails {...group} onPerson={(id) => profileView.set({ person: id, anchor })} />
  ) : problem ? (
    <ErrorState description={problem} onRetry={reload} />
  ) : (
    <CardSkeleton />
  );
  if (isSheet)
    return (
      <BottomSheet
        title={title}
        aria-describedby={undefined}
        onClose={onClose}
        className="max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-t-card p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
      >
        {content}
      </BottomSheet>
    );
  return (
    <Popover open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Anchor virtualRef={place} />
      <PopoverContent {...focus} aria-label={title} side="bottom" align="start" hideWhenDetached className="w-80 p-4">
        {content}
      </PopoverContent>
    </Popover>
  );
}

function CardSkeleton() {
  return (
    <div role="status" aria-label="Loading the profile" className="grid gap-3">
      <div className="flex gap-3">
        <Skeleton className="size-16 rounded-full" />
        <div className="grid flex-1 content-start gap-2 pt-2">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-3 w-20" />
        </div>
      </div>
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
