"use client";

import { PageError, type PageErrorProps } from "@/components/ui/page-error";

export default function ActivityError(props: PageErrorProps) {
  return <PageError {...props} name="Activity" title="Activity could not be opened" />;
}
