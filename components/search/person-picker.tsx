"use client";

import { useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { rankPerson } from "@/components/chats/find-chats";
import { usePeople } from "@/components/people/use-people";
import { Avatar } from "@/components/ui/avatar";
import { NativeSelect } from "@/components/ui/select";
import { withFilter } from "@/lib/search/edit-query";
import { foldForSearch } from "@/lib/text";
import { plainName } from "@/lib/users/schema";
import { OptionPicker } from "./option-picker";
import { Picker } from "./picker";

type Props = { text: string; onSearch: (q: string) => void };

const ROLES = [
  { operator: "from", label: "Sent by" },
  { operator: "mentions", label: "Mentioning" },
  { operator: "with", label: "In direct chats with" },
] as const;

/** Adds a person to the query: who wrote, who was mentioned, or with whom one spoke. */
export function PersonPicker({ text, onSearch }: Props) {
  return (
    <Picker label="Person" title="Choose a person">
      {(close) => (
        <People
          onChoose={(operator, username) => {
            close();
            onSearch(withFilter(text, operator, username));
          }}
        />
      )}
    </Picker>
  );
}

type Role = (typeof ROLES)[number]["operator"];

function People({ onChoose }: { onChoose: (operator: Role, username: string) => void }) {
  const viewer = useViewer();
  const [role, setRole] = useState<Role>("from");
  const [query, setQuery] = useState("");
  const { people, status } = usePeople(query, { limit: 30 });
  const wanted = foldForSearch(query);
  // Of the people of what was typed before, those may be chosen who are also of what is typed now.
  const offered = status === "loading" && wanted ? people.filter((one) => rankPerson(one, wanted) > 0) : people;
  const options = offered.map((person) => ({
    id: person.id,
    label: plainName(person) + (person.id === viewer.id ? " (you)" : ""),
    detail: `@${person.username}`,
    icon: <Avatar user={person} size={24} />,
  }));
  return (
    <div className="grid gap-1.5">
      <OptionPicker
        label="Find a person"
        query={query}
        onQuery={setQuery}
        options={options}
        onChoose={(id) => {
          const person = people.find((one) => one.id === id);
          if (person) onChoose(role, person.id === viewer.id ? "me" : person.username);
        }}
        empty={
          status === "loading"
            ? "Loading…"
            : status === "failed"
              ? "The people could not be loaded."
              : "Nobody is called that."
        }
      />
      <NativeSelect
        aria-label="What the person has to do with the message"
        value={role}
        onChange={(event) => setRole(event.target.value as Role)}
        className="w-full text-sm"
      >
        {ROLES.map(({ operator, label }) => (
          <option key={operator} value={operator}>
            {label}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
