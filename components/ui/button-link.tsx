import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { buttonVariants } from "./button-variants";
import { PageLink } from "./page-link";

/** A link that looks like a button. */
export function ButtonLink({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof PageLink> & VariantProps<typeof buttonVariants>) {
  return <PageLink className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
