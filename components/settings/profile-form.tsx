"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { api } from "@/lib/http/api";
import { STATUS_TEXT_MAX, type User, userReplySchema } from "@/lib/users/schema";
import { ProfilePicture } from "./profile-picture";
import { useSubmit } from "./use-submit";

export function ProfileForm({ user }: { user: User }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [saved, setSaved] = useState(user);
  const [displayName, setDisplayName] = useState(user.displayName);
  const [statusText, setStatusText] = useState(user.statusText);
  const { busy, fields, message, submit } = useSubmit(form);
  const changed = displayName !== saved.displayName || statusText !== saved.statusText;

  function save() {
    return submit(async () => {
      const reply = await api("/api/chat/me", {
        method: "PATCH",
        body: { displayName, statusText },
        schema: userReplySchema,
      });
      setSaved(reply.user);
      setDisplayName(reply.user.displayName);
      setStatusText(reply.user.statusText);
      toast.success("Your profile is saved.");
      // The name also stands in the sidebar, which the server drew.
      router.refresh();
    });
  }

  return (
    <form
      ref={form}
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
      {message && <Alert variant="error">{message}</Alert>}
      <Field label="Display name" hint="The name beside your messages." error={fields?.displayName}>
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
        error={fields?.statusText}
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
