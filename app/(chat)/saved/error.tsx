"use client";

import { PageError, type PageErrorProps } from "@/components/ui/page-error";

export default function SavedError(props: PageErrorProps) {
  return <PageError {...props} name="Saved" title="What you saved could not be opened" />;
}
