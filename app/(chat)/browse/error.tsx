"use client";

import { PageError, type PageErrorProps } from "@/components/ui/page-error";

export default function BrowseError(props: PageErrorProps) {
  return <PageError {...props} name="Browse rooms" title="The rooms could not be loaded" />;
}
