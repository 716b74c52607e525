"use client";

import { Eye, EyeOff } from "lucide-react";
import { ErrorState } from "@/components/ui/error-state";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { editHistorySchema } from "@/lib/messages/version-schema";
import { RadioList } from "./radio-list";
import { RowsSkeleton } from "./rows-skeleton";
import { useLoad } from "./use-load";

const PATH = "/api/chat/settings/messages";
const NAMES = ["shown", "hidden"] as const;
const CHOICES = {
  shown: { label: "The earlier texts, too", hint: "“(edited)” opens them, with their times.", icon: Eye },
  hidden: { label: "Only that it was edited", hint: "They are kept, and can be shown again.", icon: EyeOff },
};

const load = (signal: AbortSignal) => api(PATH, { schema: editHistorySchema, signal });

/** Lets administrators choose whether members can read what messages said before they were edited. */
export function EditHistoryChoice() {
  const { data, error, loading, reload, update } = useLoad(load);
  if (!data && error) return <ErrorState description={error} onRetry={reload} retrying={loading} />;
  if (!data) return <RowsSkeleton label="Loading the choice" />;
  const choose = (editHistory: boolean) => {
    update(() => ({ editHistory }));
    api(PATH, { method: "PATCH", body: { editHistory }, schema: editHistorySchema }).then(
      () => toast.success("Saved."),
      (fault) => {
        update(() => data);
        toast.error(errorMessageOf(fault));
      },
    );
  };
  return (
    <div className="grid gap-3">
      <h3 id="edit-history" className="text-sm font-medium">
        Of an edited message, members see
      </h3>
      <RadioList
        names={NAMES}
        choices={CHOICES}
        chosen={data.editHistory ? "shown" : "hidden"}
        labelledBy="edit-history"
        onChoose={(name) => choose(name === "shown")}
      />
    </div>
  );
}
