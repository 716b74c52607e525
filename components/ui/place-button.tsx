"use client";

import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { buttonVariants } from "./button-variants";
import { PlaceLink } from "./place-link";

/** A link to a room or to the chat list that looks like a button. */
export function PlaceButton({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof PlaceLink> & VariantProps<typeof buttonVariants>) {
  return <PlaceLink className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
