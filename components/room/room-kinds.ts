/** The kinds of rooms that people create, in the words of the forms that ask for one. */
export const ROOM_KINDS = [
  { kind: "OPEN", title: "Open", text: "Everybody here can find it and join." },
  { kind: "PRIVATE", title: "Private", text: "Only people who are added can see it." },
] as const;
