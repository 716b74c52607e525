"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { Input } from "./input";
import { useHydrated } from "./use-hydrated";

/**
 * A password field with a button that shows the password. The button appears once JavaScript has loaded, because it
 * does nothing before.
 */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  const [shown, setShown] = useState(false);
  const live = useHydrated();
  return (
    <div className="relative">
      <Input
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={cn("pe-10 pointer-coarse:pe-12", shown && "font-mono", className)}
      />
      {live && (
        <Button
          variant="ghost"
          size="icon"
          aria-pressed={shown}
          aria-label="Show password"
          disabled={props.disabled}
          onClick={() => setShown(!shown)}
          className="absolute inset-e-0.5 top-0.5 text-muted-foreground hover:text-foreground pointer-coarse:inset-e-0 pointer-coarse:top-0"
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
      )}
    </div>
  );
}
