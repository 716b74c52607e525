"use client";

import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { buttonVariants } from "./button-variants";
import { ClientLink } from "./client-link";

/** A link to a room or to the chat list that looks like a button. */
export function ClientLinkButton({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof ClientLink> & VariantProps<typeof buttonVariants>) {
  return <ClientLink className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
