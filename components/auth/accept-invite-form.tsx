"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { VIEWER_FIELD } from "@/lib/browser/viewer-field";

type Props = { action: FormAction; code: string; next: string; viewerId: string; rooms: string[] };

/** For somebody who has an account: the rooms that an invitation leads to and they are not in. */
export function AcceptInviteForm({ action, code, next, viewerId, rooms }: Props) {
  const { state, pending, form } = useFormAction(action);
  return (
    <form {...form} className="grid gap-4">
      {state.message && <Alert variant="error">{state.message}</Alert>}
      <input type="hidden" name={VIEWER_FIELD} value={viewerId} />
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="next" value={next} />
      <Button type="submit" size="lg" loading={pending} className="w-full">
        <span className="truncate">Join {rooms.join(", ")}</span>
      </Button>
    </form>
  );
}
