"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { INVITE_USES_MAX, type Invite, inviteReplySchema } from "@/lib/invites/schema";

const EXPIRIES = [
  { days: 1, label: "1 day" },
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 365, label: "1 year" },
];

/** The form that makes an invitation link. */
export function InviteForm({ onMade }: { onMade: (invite: Invite) => void }) {
  const { ref, busy, errors, submit } = useSubmit("expiresInDays", "maxUses");

  function create(data: FormData) {
    return submit(async () => {
      const { invite } = await api("/api/chat/invites", {
        method: "POST",
        body: { expiresInDays: Number(data.get("expiresInDays")), maxUses: Number(data.get("maxUses")) },
        schema: inviteReplySchema,
      });
      onMade(invite);
      toast.success("The link is ready. Copy it below.");
    });
  }

  return (
    <form
      ref={ref}
      noValidate
      className="grid gap-4 rounded-card border bg-card p-4"
      onSubmit={(event) => {
        event.preventDefault();
        create(new FormData(event.currentTarget));
      }}
    >
      {errors.form && <Alert variant="error">{errors.form}</Alert>}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Works for" error={errors.expiresInDays}>
          <NativeSelect name="expiresInDays" defaultValue="7">
            {EXPIRIES.map(({ days, label }) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="People who may use it" error={errors.maxUses}>
          <Input name="maxUses" type="number" inputMode="numeric" min={1} max={INVITE_USES_MAX} defaultValue={10} />
        </Field>
      </div>
      <Button type="submit" loading={busy} className="max-sm:h-11 sm:justify-self-start">
        Create link
      </Button>
    </form>
  );
}
