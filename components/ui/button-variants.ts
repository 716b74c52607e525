import { cva } from "class-variance-authority";

/** The classes of a button, shared with links that look like one. */
export const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap",
    "transition-colors active:translate-y-px disabled:translate-y-0 disabled:cursor-not-allowed disabled:opacity-55",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55 touch-target",
    "[&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4",
  ],
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground hover:bg-primary-hover disabled:hover:bg-primary",
        secondary: "bg-secondary text-secondary-foreground hover:bg-secondary/75 disabled:hover:bg-secondary",
        outline: "border border-foreground/18 bg-card text-foreground hover:bg-muted disabled:hover:bg-card",
        ghost:
          "text-foreground hover:bg-accent active:bg-accent disabled:hover:bg-transparent data-[state=open]:bg-accent",
        destructive:
          "bg-destructive-fill text-destructive-fill-foreground hover:bg-destructive-fill-hover disabled:hover:bg-destructive-fill",
        link: "text-primary underline-offset-4 hover:underline active:translate-y-0",
      },
      size: {
        sm: "h-8 px-2.5 text-meta",
        md: "h-9 px-3.5 text-sm",
        lg: "h-11 px-5 text-message",
        icon: "size-8",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0" }],
    defaultVariants: { variant: "default", size: "md" },
  },
);
