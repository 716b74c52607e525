"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { STATUS_TEXT_MAX } from "@/lib/users/limits";
import { plainName, type User, userReplySchema } from "@/lib/users/schema";
import { ProfilePicture } from "./profile-picture";

/** The form for the viewer's display name and status. */
export function ProfileForm({ user }: { user: User }) {
  const router = useRouter();
  const [saved, setSaved] = useState(user);
  const [displayName, setDisplayName] = useState(plainName(user));
  const [statusText, setStatusText] = useState(user.statusText);
  const { ref, busy, errors, submit } = useSubmit("displayName", "statusText");
  const changed = displayName !== plainName(saved) || statusText !== saved.statusText;

  function save() {
    return submit(async () => {
      const reply = await api("/api/chat/me", {
        method: "PATCH",
        // The status that is not changed keeps its end.
        body: { displayName, ...(statusText !== saved.statusText && { statusText }) },
        schema: userReplySchema,
      });
      setSaved(reply.user);
      setDisplayName(plainName(reply.user));
      setStatusText(reply.user.statusText);
      toast.success("Your profile is saved.");
      // The server has rendered the name in the sidebar too.
      router.refresh();
    });
  }

  return (
    <form
      ref={ref}
      noValidate
      className="grid max-w-md gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ProfilePicture
        user={{ ...saved, displayName: displayName.trim() || user.username }}
        onSaved={({ pictureId }) => setSaved((before) => ({ ...before, pictureId }))}
      />
      {errors.form && <Alert variant="error">{errors.form}</Alert>}
      <Field label="Display name" hint={nameHint(saved)} error={errors.displayName}>
        <Input
          name="displayName"
          value={displayName}
          onChange={(event) => setDisplayName(event.target.value)}
          autoComplete="name"
          dir="auto"
        />
      </Field>
      <Field
        label="Status"
        optional
        hint={`One line that others see beside your name, up to ${STATUS_TEXT_MAX} characters.`}
        error={errors.statusText}
      >
        <Input
          name="statusText"
          value={statusText}
          onChange={(event) => setStatusText(event.target.value)}
          placeholder="In a meeting until three"
          autoComplete="off"
          dir="auto"
        />
      </Field>
      <Button type="submit" loading={busy} disabled={!changed && !busy} className="max-sm:h-11 sm:justify-self-start">
        Save changes
      </Button>
    </form>
  );
}

function nameHint(user: User): string {
  return user.displayName === plainName(user)
    ? "The name beside your messages."
    : `Somebody else's name looks the same: others see ${user.displayName}.`;
}
