"use client";

import { onDemand } from "@/components/ui/on-demand";

// Dialogs that few people open and that need a network are loaded when they are asked for.

export const AddPeopleDialog = onDemand(() => import("./add-people-dialog").then((module) => module.AddPeopleDialog), {
  isRare: true,
});
