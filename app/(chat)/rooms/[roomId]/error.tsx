"use client";

import { PageError, type PageErrorProps } from "@/components/ui/page-error";

export default function RoomError(props: PageErrorProps) {
  return <PageError {...props} name="Room" title="The room could not be opened" lead="Nothing you wrote is lost." />;
}
