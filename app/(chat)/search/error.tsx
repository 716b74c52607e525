"use client";

import { PageError, type PageErrorProps } from "@/components/ui/page-error";

export default function SearchError(props: PageErrorProps) {
  return <PageError {...props} name="Search" title="The search could not be opened" />;
}
