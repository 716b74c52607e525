import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { buttonVariants } from "./button-variants";
import { ServerLink } from "./server-link";

/** A link to a page of the server that looks like a button. */
export function ServerLinkButton({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof ServerLink> & VariantProps<typeof buttonVariants>) {
  return <ServerLink className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
