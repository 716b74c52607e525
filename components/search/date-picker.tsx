"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/select";
import { withFilterInstead } from "@/lib/search/edit-query";
import { Choice, Choices, Picker } from "./picker";

const PRESETS = [
  { operator: "on", value: "today", label: "Today" },
  { operator: "on", value: "yesterday", label: "Yesterday" },
  { operator: "during", value: "this week", label: "This week" },
  { operator: "during", value: "last week", label: "Last week" },
  { operator: "during", value: "this month", label: "This month" },
  { operator: "during", value: "last month", label: "Last month" },
] as const;

/** A date before and one after go together; any other takes the place of those that are there. */
const INSTEAD_OF = {
  on: ["on", "during", "before", "after"],
  during: ["on", "during", "before", "after"],
  before: ["on", "during", "before"],
  after: ["on", "during", "after"],
} as const;
type DateOperator = keyof typeof INSTEAD_OF;

type Props = { text: string; onSearch: (q: string) => void };

/** Adds a date to the query: a stretch that is often wanted, or any day. */
export function DatePicker({ text, onSearch }: Props) {
  return (
    <Picker label="Date" title="Choose a date">
      {(close) => (
        <Dates
          onChoose={(operator, value) => {
            close();
            onSearch(withFilterInstead(text, INSTEAD_OF[operator], operator, value));
          }}
        />
      )}
    </Picker>
  );
}

function Dates({ onChoose }: { onChoose: (operator: DateOperator, value: string) => void }) {
  const [operator, setOperator] = useState<DateOperator>("on");
  const [day, setDay] = useState("");
  return (
    <div className="grid gap-1.5">
      <Choices label="Often wanted">
        {PRESETS.map((one) => (
          <Choice key={one.label} onChoose={() => onChoose(one.operator, one.value)}>
            {one.label}
          </Choice>
        ))}
      </Choices>
      <form
        className="flex items-end gap-1.5 border-t px-1 pt-2 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== "") onChoose(operator, day);
        }}
      >
        <NativeSelect
          aria-label="Before, on or after the day"
          value={operator}
          onChange={(event) => setOperator(event.target.value as DateOperator)}
          className="text-sm"
        >
          <option value="on">On</option>
          <option value="before">Before</option>
          <option value="after">After</option>
        </NativeSelect>
        <Input
          type="date"
          aria-label="Day"
          max="9999-12-31"
          value={day}
          onChange={(event) => setDay(event.target.value)}
          className="flex-1 px-2 text-sm"
        />
        <Button type="submit" size="md" className="px-2.5">
          Add
        </Button>
      </form>
    </div>
  );
}
