"use client";

import { Input } from "@/components/ui/input";

type Props = {
  label: string;
  value: string;
  onType: (text: string) => void;
  maxLength: number;
  /** How many were found, for those who do not see the list; null while that is not known. */
  found: string | null;
};

/** The field above a list of the settings that finds some of it by name. */
export function FindField({ label, value, onType, maxLength, found }: Props) {
  return (
    <>
      <Input
        type="search"
        aria-label={label}
        placeholder={`${label} by name`}
        value={value}
        onChange={(event) => onType(event.target.value)}
        maxLength={maxLength}
        autoComplete="off"
        className="max-w-md"
      />
      <p role="status" className="sr-only">
        {found}
      </p>
    </>
  );
}
