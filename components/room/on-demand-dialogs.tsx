"use client";

import { onDemand } from "@/components/ui/on-demand";

// What few people open, and what can do nothing without a network: not before it is asked for.

export const AddPeopleDialog = onDemand(() => import("./add-people-dialog").then((module) => module.AddPeopleDialog), {
  isRare: true,
});
