"use client";

import { type MouseEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { clampToStage, UNZOOMED, type ZoomPosition, zoomAt } from "./zoom";

export const ZOOM_STEP = 1.6;
const DOUBLE_CLICK_SCALE = 2.5;
const PAN_STEP_PX = 80;
/** The distances after which a finger turns the page or closes the lightbox, and a mouse drags. */
const SWIPE_PX = 60;
const CLOSE_PX = 90;
const CLICK_PX = 5;

type Options = {
  stage: HTMLElement | null;
  picture: RefObject<HTMLElement | null>;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
};
type Point = { x: number; y: number };

/** Zooms and pans one picture by wheel, pinch, double click and drag, with functions for buttons and keys. */
export function useZoom({ stage, picture, onStep, onClose }: Options) {
  const [position, setPosition] = useState<ZoomPosition>(UNZOOMED);
  const [swipe, setSwipe] = useState<Point | null>(null);
  const now = useRef(position);
  now.current = position;
  const pointers = useRef(new Map<number, Point>());
  const start = useRef<Point & { touch: boolean; wasMany: boolean }>({ x: 0, y: 0, touch: false, wasMany: false });

  const sizes = useCallback(() => {
    const size = (element: HTMLElement | null) => ({
      width: element?.offsetWidth ?? 0,
      height: element?.offsetHeight ?? 0,
    });
    return [size(picture.current), size(stage)] as const;
  }, [picture, stage]);
  const zoom = useCallback(
    (factor: number, at?: Point) => {
      const box = stage?.getBoundingClientRect();
      const point = at && box ? { x: at.x - box.x - box.width / 2, y: at.y - box.y - box.height / 2 } : { x: 0, y: 0 };
      setPosition((before) => zoomAt(before, factor, point, ...sizes()));
    },
    [stage, sizes],
  );
  const pan = useCallback(
    (x: number, y: number) =>
      setPosition((before) => clampToStage({ ...before, x: before.x + x, y: before.y + y }, ...sizes())),
    [sizes],
  );
  const reset = useCallback(() => setPosition(UNZOOMED), []);

  useEffect(() => {
    // React's own listener is passive and cannot prevent the page from zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), { x: event.clientX, y: event.clientY });
    };
    stage?.addEventListener("wheel", onWheel, { passive: false });
    return () => stage?.removeEventListener("wheel", onWheel);
  }, [stage, zoom]);

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || (event.target as Element).closest("button,video")) return;
    if (pointers.current.size === 0)
      start.current = { x: event.clientX, y: event.clientY, touch: event.pointerType === "touch", wasMany: false };
    else start.current.wasMany = true;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function onPointerMove(event: PointerEvent) {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const after = { x: event.clientX, y: event.clientY };
    pointers.current.set(event.pointerId, after);
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (other) {
      const grown = distance(after, other) / Math.max(1, distance(before, other));
      zoom(grown, middle(after, other));
      pan((after.x - before.x) / 2, (after.y - before.y) / 2);
    } else if (now.current.scale > 1) pan(after.x - before.x, after.y - before.y);
    else if (start.current.touch && !start.current.wasMany)
      setSwipe({ x: after.x - start.current.x, y: Math.max(0, after.y - start.current.y) });
  }
  function onPointerEnd(event: PointerEvent) {
    if (!pointers.current.delete(event.pointerId)) return;
    setSwipe(null);
    const { x, y, touch, wasMany } = start.current;
    const [dx, dy] = [event.clientX - x, event.clientY - y];
    if (wasMany || pointers.current.size > 0 || now.current.scale > 1 || event.type === "pointercancel") return;
    if (touch && Math.abs(dx) > SWIPE_PX && Math.abs(dx) > Math.abs(dy)) onStep(dx < 0 ? 1 : -1);
    else if (touch && dy > CLOSE_PX) onClose();
    else if (!touch && Math.hypot(dx, dy) < CLICK_PX && !isOver(picture.current, event)) onClose();
  }
  function onDoubleClick(event: MouseEvent) {
    if (!isOver(picture.current, event)) return;
    if (now.current.scale > 1) reset();
    else zoom(DOUBLE_CLICK_SCALE, { x: event.clientX, y: event.clientY });
  }
  /** Moves a picture that is larger than the stage by the arrow keys. */
  function panByKey(key: string): boolean {
    const [x, y] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key] ?? [0, 0];
    if (now.current.scale === 1 || (x === 0 && y === 0)) return false;
    pan((x ?? 0) * PAN_STEP_PX, (y ?? 0) * PAN_STEP_PX);
    return true;
  }

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp: onPointerEnd,
    onPointerCancel: onPointerEnd,
    onDoubleClick,
  };
  return { position, swipe, zoom, reset, panByKey, handlers };
}

function isOver(element: HTMLElement | null, { clientX, clientY }: { clientX: number; clientY: number }): boolean {
  const box = element?.getBoundingClientRect();
  return !!box && clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
