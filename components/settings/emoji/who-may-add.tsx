"use client";

import { ShieldCheck, UsersRound } from "lucide-react";
import { useState } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { emojiSettingSchema } from "@/lib/emoji/schema";
import { RadioList } from "../radio-list";

const NAMES = ["administrators", "members"] as const;
const CHOICES = {
  administrators: { label: "Administrators", hint: "What members have added before stays.", icon: ShieldCheck },
  members: { label: "All members", hint: "Each can remove what they have added.", icon: UsersRound },
};

type Props = { membersMayAdd: boolean; onSaved: () => Promise<void> };

/** Lets administrators choose who can add emoji. */
export function WhoMayAdd({ membersMayAdd, onSaved }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const choose = async (next: boolean) => {
    setChosen(next);
    try {
      const body = { membersMayAdd: next };
      await api("/api/chat/settings/emoji", { method: "PATCH", body, schema: emojiSettingSchema });
      await onSaved();
      toast.success("Saved.");
    } catch (error) {
      toast.error(errorMessageOf(error));
    } finally {
      setChosen(null);
    }
  };
  return (
    <div className="grid gap-3">
      <h3 id="who-adds-emoji" className="text-sm font-medium">
        Emoji can be added by
      </h3>
      <RadioList
        names={NAMES}
        choices={CHOICES}
        chosen={(chosen ?? membersMayAdd) ? "members" : "administrators"}
        labelledBy="who-adds-emoji"
        onChoose={(name) => void choose(name === "members")}
      />
    </div>
  );
}
