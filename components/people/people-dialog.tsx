"use client";

import { type ReactNode, useState } from "react";
import { FormDialog } from "@/components/ui/form-dialog";
import { useSubmit } from "@/components/ui/use-submit";
import type { User } from "@/lib/users/schema";
import { PeoplePicker } from "./people-picker";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  action: (chosen: User[]) => string;
  /** People who are not offered, such as members of the room. */
  excludedIds?: ReadonlySet<string>;
  /** When it rejects, the error is shown at the people, who stay chosen. */
  onChosen: (people: User[]) => Promise<void>;
  onClose: () => void;
};

/** A dialog in which one or several people are chosen. */
export function PeopleDialog({ title, description, action, excludedIds, onChosen, onClose }: Props) {
  const [chosen, setChosen] = useState<User[]>([]);
  const form = useSubmit("userIds");
  return (
    <FormDialog
      form={form}
      title={title}
      description={description}
      action={action(chosen)}
      onSubmit={() => onChosen(chosen)}
      onClose={onClose}
    >
      <PeoplePicker
        label="People"
        chosen={chosen}
        onChange={(people) => {
          setChosen(people);
          form.clear();
        }}
        excludedIds={excludedIds}
        error={form.errors.userIds ?? form.errors.form}
      />
    </FormDialog>
  );
}
