"use client";

import { useRouter } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { PictureField } from "@/components/ui/picture-field";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { uploadPicture } from "@/lib/uploads/browser/upload-picture";
import { type User, userReplySchema } from "@/lib/users/schema";

type Props = { user: User; onSaved: (user: User) => void };

/** The viewer's picture, with buttons that change or remove it. A change is saved at once. */
export function ProfilePicture({ user, onSaved }: Props) {
  const router = useRouter();
  async function save(pictureId: string | null) {
    const reply = await api("/api/chat/me", { method: "PATCH", body: { pictureId }, schema: userReplySchema });
    onSaved(reply.user);
    toast.success(pictureId ? "Your picture is saved." : "Your picture is removed.");
    // The server has rendered the picture in the sidebar too.
    router.refresh();
  }
  return (
    <PictureField
      what="picture"
      hasPicture={user.pictureId !== null}
      onSave={async (file) => save(await uploadPicture(file))}
      onRemove={() => save(null)}
      caption={
        <div className="min-w-0">
          <p className="truncate text-base font-semibold">{user.displayName}</p>
          <p className="truncate text-sm text-muted-foreground">
            @{user.username}
            {user.role === "ADMIN" && " · Administrator"}
          </p>
        </div>
      }
    >
      <Avatar user={user} size={96} />
    </PictureField>
  );
}
