"use client";

import { Bell, BellOff, Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import type { PushObstacle } from "@/lib/push/browser/obstacle";
import { subscribeHere } from "@/lib/push/browser/subscription";
import { RadioList } from "../radio-list";
import { faultText, OBSTACLE_TEXT } from "./obstacle-text";

const CONTENTS = ["shown", "hidden"] as const;
const CHOICES = {
  shown: { label: "Who wrote, and what", hint: "Also where others can see the screen.", icon: Eye },
  hidden: { label: "Only that there is a message", hint: "Neither names nor words.", icon: EyeOff },
};

type Props = {
  viewerId: string;
  publicKey: string;
  obstacle: PushObstacle | null;
  /** Null while notifications are off here. */
  device: { hidesContent: boolean } | null;
  onChange: () => void;
  onTurnOff: () => Promise<void>;
};

/** Turns notifications on and off in this browser, and says what stands in the way. The browser asks only after the press. */
export function ThisDevice({ viewerId, publicKey, obstacle, device, onChange, onTurnOff }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const contents = useRef<HTMLHeadingElement>(null);
  const isOn = device !== null;
  const wasOn = useRef(isOn);

  // The button that turned it on is gone. What comes next is to choose what is shown.
  useEffect(() => {
    if (isOn && !wasOn.current) contents.current?.focus();
    wasOn.current = isOn;
  }, [isOn]);

  async function run(work: () => Promise<unknown>) {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(faultText(error) ?? errorMessageOf(error));
    }
    setBusy(false);
    onChange();
  }

  async function turnOn() {
    const permission = await Notification.requestPermission();
    if (permission === "granted") await subscribeHere(viewerId, publicKey);
    else if (permission === "default")
      setFault("Nothing was chosen, so notifications stay off. Press again to be asked once more.");
  }

  const text = obstacle && OBSTACLE_TEXT[obstacle];
  return (
    <div className="grid gap-3">
      {text && (
        <Alert>
          <p className="font-medium">{text.what}</p>
          <p className="text-muted-foreground">{text.remedy}</p>
        </Alert>
      )}
      {fault && <Alert variant="error">{fault}</Alert>}
      {!obstacle && !device && (
        <Button className="justify-self-start" loading={isBusy} onClick={() => run(turnOn)}>
          <Bell aria-hidden />
          Turn on notifications on this device
        </Button>
      )}
      {!obstacle && device && (
        <>
          <h3 ref={contents} id="push-contents" tabIndex={-1} className="text-sm font-medium outline-none">
            Notifications on this device show
          </h3>
          <RadioList
            names={CONTENTS}
            choices={CHOICES}
            chosen={device.hidesContent ? "hidden" : "shown"}
            labelledBy="push-contents"
            onChoose={(name) => run(() => subscribeHere(viewerId, publicKey, { hidesContent: name === "hidden" }))}
          />
          <Button variant="outline" className="justify-self-start" loading={isBusy} onClick={() => run(onTurnOff)}>
            <BellOff aria-hidden />
            Turn off on this device
          </Button>
        </>
      )}
    </div>
  );
}
